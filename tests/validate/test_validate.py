"""``make validate`` itself: it finds what is wrong, says what it skips, and cannot be blind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import attrs
import pytest

from cableconv.conversion import read
from validate import __main__ as command
from validate import table
from validate.check import Check, Failure, Output, sha256, with_bytes
from validate.checks import CHECKS
from validate.forms import ALL, BY_NAME
from validate.running import Result, results
from validate.sources import CORPUS, SAMPLES, Case, Reading, _choice, cases, chosen, volumes

SAMPLE = SAMPLES / "confidential-1979.txt"


def outputs(folder: Path, form: str, count: int = 1) -> list[Output]:
    """The same sample, or a volume with it, written several times."""
    case = Case("a sample", SAMPLE, number=1, alone=True, cable=read(SAMPLE))
    if BY_NAME[form].volume:
        case = attrs.evolve(case, parts=(case, case))
    data = BY_NAME[form].written(case.cables)
    found = []
    for number in range(count):
        path = folder / f"{number}{BY_NAME[form].writer.suffix}"
        path.write_bytes(data)
        found.append(Output(case, form, path, sha256(data)))
    return found


def spoilt(output: Output) -> Output:
    return with_bytes(output, b"")


def refuses_empty(found: Sequence[Output]) -> Iterator[Failure]:
    return (Failure(output, "it is empty") for output in found if not output.data)


# --- checks --------------------------------------------------------------------------------------

CELLS = [
    pytest.param(
        check, form, id=f"{check.name}-{form}", marks=[pytest.mark.tools] if check.tools else []
    )
    for check in CHECKS
    for form in check.forms
]


@pytest.mark.parametrize(("check", "form"), CELLS)
def test_a_check_passes_what_is_right_and_refuses_what_is_spoilt(
    check: Check, form: str, tmp_path: Path
) -> None:
    (result,) = results([check], outputs(tmp_path, form))
    if result.skipped:
        pytest.skip(f"NOT CHECKED: {check.name}: {result.skipped}")
    assert (result.failures, result.trouble) == ((), "")


def test_every_form_is_looked_at_by_checks_of_its_own() -> None:
    counts = {form: sum(form in check.forms for check in CHECKS) for form in ALL}
    assert min(counts.values()) >= 2
    assert {form for check in CHECKS for form in check.forms} == set(ALL)


# --- running -------------------------------------------------------------------------------------


def test_failures_are_counted_by_file(tmp_path: Path) -> None:
    found = outputs(tmp_path, "txt", 3)
    found[1].path.write_bytes(b"")
    (result,) = results([Check("x", ("txt", "html"), refuses_empty, spoilt)], found)
    assert (result.count, result.failed, result.bad) == (3, 1, True)
    assert [one.output for one in result.failures] == [found[1]]


def test_a_check_that_lets_a_spoilt_file_pass_is_found(tmp_path: Path) -> None:
    blind = Check("blind", ("txt",), lambda _: iter(()), spoilt)
    (result,) = results([blind], outputs(tmp_path, "txt"))
    assert (result.trouble, result.bad) == ("it lets a spoilt file pass", True)


def test_a_check_that_breaks_off_does_not_end_the_others(tmp_path: Path) -> None:
    def broken(_: Sequence[Output]) -> Iterator[Failure]:
        raise OSError("no such program")

    checks = [
        Check("broken", ("txt",), broken, spoilt),
        Check("x", ("txt",), refuses_empty, spoilt),
    ]
    one, two = results(checks, outputs(tmp_path, "txt"))
    assert one.trouble == "it broke off: OSError: no such program"
    assert (one.bad, two.bad) == (True, False)


def test_a_check_that_cannot_run_is_skipped_with_its_reason(tmp_path: Path) -> None:
    lame = Check("lame", ("txt",), refuses_empty, spoilt, lambda: "java is missing")
    (result,) = results([lame], outputs(tmp_path, "txt", 2))
    assert (result.skipped, result.bad) == ("java is missing", False)
    assert table.row(result, 6).split() == [
        "lame",
        "txt",
        "2",
        "0",
        "0",
        "2",
        "SKIPPED:",
        "java",
        "is",
        "missing",
    ]
    assert list(table.details([result])) == ["NOT CHECKED: lame: java is missing"]


# --- verdict -------------------------------------------------------------------------------------

GOOD = Result("good", "txt", 4)


def verdict(*found: Result, no_skips: bool = False, errors: Sequence[str] = ()) -> int:
    return command._verdict(found, Reading(errors=list(errors)), no_skips=no_skips)


def test_the_exit_code_says_whether_anything_failed(tmp_path: Path) -> None:
    failure = Failure(outputs(tmp_path, "txt")[0], "it is empty")
    skipped = attrs.evolve(GOOD, skipped="java is missing")
    assert verdict(GOOD) == 0
    assert verdict(GOOD, attrs.evolve(GOOD, failures=(failure,))) == 1
    assert verdict(GOOD, attrs.evolve(GOOD, trouble="it broke off")) == 1
    assert verdict(GOOD, errors=["x.txt: it cannot be read"]) == 1
    assert verdict(GOOD, skipped) == 0
    assert verdict(GOOD, skipped, no_skips=True) == 1


def test_each_failure_is_told_with_its_case(tmp_path: Path) -> None:
    failure = Failure(outputs(tmp_path, "txt")[0], "it is empty")
    one, two = table.details([attrs.evolve(GOOD, failures=(failure,))])
    assert "a sample" in one
    assert two.strip() == "it is empty"


# --- sources -------------------------------------------------------------------------------------


def test_a_choice_takes_the_most_unlike_files_first() -> None:
    traits = {
        Path("a1"): frozenset({"a"}),
        Path("a2"): frozenset({"a", "glued"}),
        Path("b1"): frozenset({"b"}),
        Path("b2"): frozenset({"b"}),
    }
    assert _choice(traits, 2) == [Path("a2"), Path("b1")]
    assert sorted(_choice(traits, 9)) == sorted(traits)


def test_all_cables_are_in_volumes_the_samples_in_one() -> None:
    sample = Case("a", SAMPLE, number=1, alone=True, cable=read(SAMPLE))
    other = attrs.evolve(sample, name="b", path=CORPUS / "x" / "b.txt")
    every = [*[sample] * 50, *[other] * 50]
    found = list(volumes(every))
    assert [len(one.parts) for one in found] == [50, 40, 10]
    assert [part for one in found for part in one.parts] == every
    assert [one.name for one in found] == [
        "volume 1 of the samples, a on",
        "volume 1 of the corpus, b on",
        "volume 2 of the corpus, b on",
    ]
    assert list(volumes([])) == []


def test_all_samples_are_read() -> None:
    reading = Reading()
    samples = [path for path in chosen(1) if path.parent == SAMPLES]
    found = list(cases(samples, reading))
    assert reading.files == len(samples) == len({case.path for case in found})
    assert not reading.errors
    assert not reading.refused


@pytest.mark.usefixtures("corpus")
def test_a_choice_of_the_corpus_is_the_same_each_time_and_has_all_folders() -> None:
    some = [path for path in chosen(30) if path.is_relative_to(CORPUS)]
    assert len(some) == 30
    assert some == [path for path in chosen(30) if path.is_relative_to(CORPUS)]
    folders = {path.name for path in CORPUS.iterdir() if path.is_dir()}
    assert {path.parent.name for path in some} == folders
