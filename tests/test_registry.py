"""Formats are found by entry point, listed without importing, and loaded one at a time."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from cableconv import registry
from cableconv.errors import (
    EnvironmentFailure,
    InternalError,
    LimitExceededError,
    NotACableError,
    PluginError,
    UnknownFormatError,
    WriteError,
)

Install = Callable[..., Path]

READER = """
class R:
    name = {name!r}
    suffixes = ()
    def sniff(self, head, name): return {score}
    def read(self, data, *, source): return iter(())
"""


def loaded_after(code: str, *watched: str) -> set[str]:
    """Which of the watched modules a fresh Python has loaded after some code."""
    script = f"import sys\n{code}\nprint(*[m for m in {watched!r} if m in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    return set(done.stdout.split())


def test_built_in_formats_are_listed_with_module_and_distribution() -> None:
    known = registry.formats()
    assert {"json", "scoop", "telegram"} <= set(known.readers)
    assert {"docx", "json", "pdf", "tei", "txt"} <= set(known.writers)
    assert known.writers["tei"].module == "cableconv.writers.tei"
    assert known.writers["tei"].distribution.startswith("cableconv ")
    assert list(known.writers) == sorted(known.writers)
    assert registry.reader_names() == tuple(known.readers)


def test_listing_imports_no_format() -> None:
    code = (
        "import cableconv\nknown = cableconv.formats()\n"
        "from cableconv.registry import writer_name_for_file\n"
        "assert writer_name_for_file('x.docx') == 'docx'"
    )
    modules = [f"cableconv.writers.{name}" for name in ("docx", "json", "pdf", "tei", "txt")]
    modules += [f"cableconv.readers.{name}" for name in ("json", "scoop", "telegram")]
    assert loaded_after(code, *modules, "docx", "lxml", "reportlab", "cattrs") == set()


def test_one_writer_is_loaded_alone() -> None:
    code = "from cableconv.registry import writer_for\nwriter_for('json')"
    modules = [f"cableconv.writers.{name}" for name in ("docx", "json", "pdf", "tei", "txt")]
    assert loaded_after(code, *modules) == {"cableconv.writers.json"}


def test_sniffing_loads_no_format_library() -> None:
    code = "from cableconv.registry import sniff\nsniff(b'UNCLAS SECTION 01 OF 02', 'a.txt')"
    assert loaded_after(code, "docx", "lxml", "reportlab", "cattrs") == set()


def test_each_name_loads_a_reader_or_writer_of_that_name() -> None:
    for name in registry.reader_names():
        assert registry.reader_for(name).name == name
    for name in registry.writer_names():
        assert registry.writer_for(name).name == name


@pytest.mark.parametrize(
    ("file_name", "name"),
    [
        ("a.docx", "docx"),
        ("out/a.tei.xml", "tei"),
        ("a.xml", "tei"),
        ("A.PDF", "pdf"),
        (".txt", "txt"),
        ("a.b.json", "json"),
        ("x\\y.text", "txt"),
    ],
)
def test_suffix_tells_the_writer(file_name: str, name: str) -> None:
    assert registry.writer_name_for_file(file_name) == name
    assert registry.writer_for(file_name).name == name


def test_name_before_suffix() -> None:
    assert registry.writer_for("tei").name == "tei"
    assert registry.writer_for(".tei.xml").name == "tei"


def test_the_suffix_of_each_writer_leads_back_to_it() -> None:
    for name in registry.writer_names():
        suffix = registry.writer_for(name).suffix
        assert registry.writer_name_for_file(f"x{suffix}") == name


@pytest.mark.parametrize(
    ("asked", "part"),
    [("docs", "Did you mean docx?"), (".doc", "Did you mean docx?"), ("zzz", "There are: docx,")],
)
def test_unknown_writer_names_the_known_ones(asked: str, part: str) -> None:
    with pytest.raises(UnknownFormatError) as caught:
        registry.writer_for(asked)
    assert part in caught.value.hint
    assert caught.value.exit_code == 2


def test_a_class_is_asked_for_by_name_only() -> None:
    with pytest.raises(UnknownFormatError, match=r"no writer has the suffix '\.docx'"):
        registry.writer_class(".docx")


def test_an_entry_point_without_a_package() -> None:
    entry = EntryPoint("x", "y:Z", registry.WRITERS)
    assert registry.distribution_of(entry) == "an unknown package"


def test_unknown_reader() -> None:
    with pytest.raises(UnknownFormatError, match="no reader is named 'txt'") as caught:
        registry.reader_for("txt")
    assert "telegram" in caught.value.hint


def test_a_file_without_suffix_has_no_format() -> None:
    for path in ("out.d/name", "name.", "", "a/.."):
        with pytest.raises(UnknownFormatError, match="no suffix") as caught:
            registry.writer_name_for_file(path)
        assert "-t" in caught.value.hint


# --- third parties ----------------------------------------------------------------------------


@pytest.mark.usefixtures("plugin")
def test_third_parties_enter_by_the_same_door() -> None:
    known = registry.formats()
    assert known.readers["whisper"].distribution == "cableconv-shout 1.2"
    assert known.writers["shout"].module == "cableconv_shout"
    assert registry.reader_for("whisper").name == "whisper"
    assert registry.sniff(b"whisper: hello", "").name == "whisper"
    assert registry.writer_for("shout").suffix == ".loud"
    assert registry.writer_name_for_file("a.loud") == "shout"
    assert registry.writer_name_for_file("a.shout") == "shout"


def test_two_packages_with_one_name_are_refused(install: Install) -> None:
    install("one-pack", writers={"twin": "one_pack:W"})
    install("two-pack", version="3.1", writers={"twin": "two_pack:W"})
    with pytest.raises(PluginError) as caught:
        registry.formats()
    for part in ("'twin'", "one-pack 1.0", "two-pack 3.1", "one_pack:W", "two_pack:W"):
        assert part in caught.value.message
    assert caught.value.exit_code == 2


def test_the_same_value_twice_is_no_conflict(install: Install) -> None:
    install("one-pack", writers={"twin": "pack:W"})
    install("two-pack", writers={"twin": "pack:W"})
    assert "twin" in registry.writer_names()


@pytest.mark.parametrize(
    ("source", "why"),
    [
        ("import no_such_module_at_all", "ModuleNotFoundError"),
        ("raise RuntimeError('licence expired')", "licence expired"),
        ("", "AttributeError"),
        ("class W:\n    def __init__(self): raise OSError('no font')", "no font"),
        ("class W:\n    name = 'broken'", "it must have write"),
    ],
)
def test_a_broken_writer_names_its_package(install: Install, source: str, why: str) -> None:
    install("broken-pack", sources={"broken_pack": source}, writers={"broken": "broken_pack:W"})
    with pytest.raises(PluginError) as caught:
        registry.writer_for("broken")
    assert "broken-pack 1.0" in caught.value.message
    assert why in caught.value.message
    assert "broken-pack" in caught.value.hint


def test_a_broken_writer_does_not_disturb_the_others(install: Install) -> None:
    install("broken-pack", sources={"broken_pack": "1/0"}, writers={"broken": "broken_pack:W"})
    assert registry.writer_for("json").name == "json"
    assert "broken" in registry.writer_names()


def test_a_reader_that_is_none_is_refused(install: Install) -> None:
    install("odd-pack", sources={"odd_pack": "R = dict"}, readers={"odd": "odd_pack:R"})
    with pytest.raises(PluginError, match="it must have sniff"):
        registry.reader_for("odd")


# --- sniffing ---------------------------------------------------------------------------------


def test_the_surest_reader_wins(install: Install) -> None:
    sources = {"sure_pack": READER.format(name="sure", score=101)}
    install("sure-pack", sources=sources, readers={"sure": "sure_pack:R"})
    assert registry.sniff(b"UNCLAS", "a.txt").name == "sure"


def test_equal_scores_are_an_error_that_names_both(install: Install) -> None:
    for name in ("left", "right"):
        source = READER.format(name=name, score=1000)
        install(f"{name}-pack", sources={f"{name}_pack": source}, readers={name: f"{name}_pack:R"})
    with pytest.raises(UnknownFormatError, match="left and right") as caught:
        registry.sniff(b"UNCLAS", "a.txt")
    assert caught.value.place == "a.txt"
    assert "-f" in caught.value.hint


def test_what_nobody_knows_goes_to_the_reader_for_any_text() -> None:
    assert registry.sniff(b"", "").name == "telegram"
    assert registry.sniff(b"\x00\x01\x02", "x.bin").name == "telegram"


def test_without_that_reader_unknown_input_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "FALLBACK", "gone")
    monkeypatch.setattr(registry, "_score", lambda *_: 0)
    with pytest.raises(UnknownFormatError, match="no reader recognises the input"):
        registry.sniff(b"\x00", "x.bin")


def test_a_reader_that_fails_to_sniff_is_named(install: Install) -> None:
    sources = {"bad_pack": READER.format(name="bad", score="1 / 0")}
    install("bad-pack", sources=sources, readers={"bad": "bad_pack:R"})
    with pytest.raises(InternalError, match=r"reader 'bad' of bad-pack 1\.0 failed: ZeroDivision"):
        registry.sniff(b"UNCLAS", "a.txt")


# --- foreign errors ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("group", "thrown", "expected"),
    [
        (registry.READERS, KeyError("x"), InternalError),
        (registry.WRITERS, ValueError("x"), InternalError),
        (registry.WRITERS, FileNotFoundError(2, "no font"), EnvironmentFailure),
        (registry.READERS, MemoryError(), EnvironmentFailure),
        (registry.READERS, RecursionError(), LimitExceededError),
        (registry.WRITERS, RecursionError(), WriteError),
        (registry.READERS, NotACableError("empty"), NotACableError),
    ],
)
def test_nothing_foreign_escapes(group: str, thrown: Exception, expected: type[Exception]) -> None:
    with pytest.raises(expected) as caught, registry.guarded(group, "json"):
        raise thrown
    assert caught.value is thrown or caught.value.__cause__ is thrown


def test_an_internal_error_names_the_package() -> None:
    with pytest.raises(InternalError) as caught, registry.guarded(registry.WRITERS, "json"):
        raise KeyError("x")
    assert "'json' of cableconv " in caught.value.message
    assert "report" in caught.value.hint
