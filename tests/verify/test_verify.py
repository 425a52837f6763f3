"""Undamaged outputs pass, whatever the cable; what cannot be verified is refused, not passed."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import attrs
import pytest
from hypothesis import given, settings

import console
import examples
import strategies
from cableconv.conversion import dumps, loads, read, read_all
from cableconv.errors import CableconvError, UsageError, WriteError
from cableconv.model.blocks import Field, FieldKind, Paragraph
from cableconv.model.cable import Cable
from cableconv.model.header import PageMarker
from cableconv.model.leaf import Label, LineBreak, Number, Text
from cableconv.model.markings import Banner, Caption, Level
from cableconv.verify import FindingKind, not_kept, verify, verify_alone
from cableconv.writers.docx import DocxOptions
from cableconv.writers.html.options import HtmlOptions
from cableconv.writers.tei import TeiOptions
from cableconv.writers.txt import TxtOptions
from damaged import CABLE, with_part, with_streams

FORMATS = ("docx", "html", "json", "pdf", "tei", "txt")

LOU = console.ROOT / "samples" / "lou-1975.txt"

SAMPLES = sorted(path for path in (console.ROOT / "samples").iterdir() if path.suffix != ".md")


@pytest.mark.parametrize("to", FORMATS)
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_outputs_of_samples_pass(path: Path, to: str) -> None:
    for cable in read_all(path):
        assert verify(dumps(cable, to), cable, to) == []


@pytest.mark.parametrize("to", FORMATS)
@pytest.mark.parametrize("name", examples.ALL)
def test_outputs_of_cables_built_by_hand_pass(name: str, to: str) -> None:
    cable = examples.ALL[name]
    assert verify(dumps(cable, to), cable, to) == []


@pytest.mark.parametrize("to", FORMATS)
@settings(max_examples=15, deadline=None)
@given(cable=strategies.cables())
def test_outputs_of_any_cable_pass(to: str, cable: Cable) -> None:
    try:
        output = dumps(cable, to)
    except WriteError:  # half of a surrogate pair in plain text
        return
    assert verify(output, cable, to) == []


@pytest.mark.parametrize("to", FORMATS)
def test_outputs_of_the_corpus_pass(corpus: Path, to: str) -> None:
    count = 0
    for path in sorted(corpus.rglob("*"))[::6]:
        if not path.is_file() or path.suffix in {".tsv", ".csv"}:
            continue
        try:
            cables = list(read_all(path))
        except CableconvError:
            continue
        for cable in cables:
            assert verify(dumps(cable, to), cable, to) == [], path
            count += 1
    assert count > 15


@pytest.mark.parametrize(
    ("to", "options"),
    [
        ("txt", TxtOptions(page_lines=True)),
        ("txt", TxtOptions(style="facsimile", page_lines=True)),
        ("txt", TxtOptions(width=0)),
        ("tei", TeiOptions(furniture="drop")),
        ("tei", TeiOptions(ism=True)),
        ("tei", TeiOptions(ism=True, furniture="drop")),
        ("html", HtmlOptions(theme="dark")),
        ("docx", DocxOptions(embed="source")),
        ("docx", DocxOptions(lines="source", banner="plain", page="a4")),
    ],
)
@pytest.mark.parametrize("name", [*examples.ALL, "lou"])
def test_options_that_a_proof_knows_are_proven(name: str, to: str, options: object) -> None:
    cable = read(LOU) if name == "lou" else examples.ALL[name]
    assert verify(dumps(cable, to, options), cable, to, options) == []


def test_what_an_option_leaves_out_is_missed_without_it() -> None:
    output = dumps(examples.REPRINT, "tei", TeiOptions(furniture="drop"))
    kinds = {finding.kind for finding in verify(output, examples.REPRINT, "tei")}
    assert FindingKind.TEXT_MISSING in kinds


def test_what_outputs_do_not_keep_is_known() -> None:
    assert not_kept("tei") == not_kept("tei", TeiOptions()) == ()
    assert "blanks and line ends" in not_kept("tei", TeiOptions(profile="frus"))


@pytest.mark.parametrize("notices", [True, False])
@pytest.mark.parametrize("page_lines", [True, False])
@pytest.mark.parametrize("sample", ["confidential-1978-nara.txt", "confidential-full.txt"])
def test_pages_with_page_lines_and_notices_pass(
    sample: str, *, page_lines: bool, notices: bool
) -> None:
    cable = read(console.ROOT / "samples" / sample)
    options = HtmlOptions(page_lines=page_lines, notices=notices)
    assert verify(dumps(cable, "html", options), cable, "html", options) == []
    other = HtmlOptions(page_lines=not page_lines, notices=notices)
    assert verify(dumps(cable, "html", other), cable, "html", options)


def test_a_format_without_a_proof_is_refused() -> None:
    with pytest.raises(UsageError, match=r"'shout' cannot be verified\. These can: docx, "):
        verify(b"", CABLE, "shout")


def test_an_output_of_another_cable_is_told_in_few_findings() -> None:
    findings = verify(dumps(CABLE, "docx"), examples.FULL, "docx")
    assert 5 < len(findings) < 120


def test_a_finding_tells_place_sides_and_kind() -> None:
    output = dumps(CABLE, "txt").replace(b"(S/NF) Bravo", b"(C) Bravo")
    (finding,) = verify(output, CABLE, "txt")
    assert (finding.expected, finding.found) == ("(S/NF)", "(C)")
    assert str(finding) == (
        "paragraph 2: the mark is (S/NF), and the output has (C) [mark-changed]"
    )
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        finding.found = ""  # type: ignore[misc]  # that it is refused is the point


def test_a_released_cable_must_show_its_stamp_with_its_banner() -> None:
    cable = read(LOU)
    stamp = '<p class="stamp">Declassified/Released US Department of State EO Systematic Review'
    page = dumps(cable, "html")
    assert page.count(stamp.encode()) == 2
    findings = verify(page.replace(stamp.encode(), b"<p>", 1), cable, "html")
    assert [(one.kind, one.place) for one in findings] == [(FindingKind.BANNER, "page, top")]


def test_markings_that_only_page_lines_state_must_be_told_in_text() -> None:
    cable = Cable(
        (
            Field(FieldKind.CLASSIFICATION, (Banner("SECRET", Level.S),)),
            Paragraph(
                (
                    Number("1.", 1),
                    Text(" Words"),
                    LineBreak(),
                    Banner("TOP SECRET", Level.TS),
                    LineBreak(),
                    PageMarker("PAGE 02"),
                    LineBreak(),
                    Text("go on."),
                )
            ),
            Field(FieldKind.CAPTION, (Caption("SIPDIS", "SIPDIS"),)),
        )
    )
    output = dumps(cable, "txt")
    assert verify(output, cable, "txt") == []
    line = b"[On page lines: TOP SECRET]\n"
    assert line in output
    assert verify(output.replace(line, b""), cable, "txt")[0].kind is FindingKind.BANNER


# --- without the input --------------------------------------------------------------------------


@pytest.mark.parametrize("to", FORMATS)
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_an_undamaged_output_agrees_with_itself(path: Path, to: str) -> None:
    for cable in read_all(path):
        alone = verify_alone(dumps(cable, to), to)
        assert alone.findings == ()
        assert alone.unchecked


def test_pages_that_disagree_are_found_without_the_input() -> None:
    def change(stream: str) -> str:
        return stream.replace("(SECRET//NOFORN) Tj", "(SECRET) Tj", 1)

    (finding,) = verify_alone(
        with_streams(dumps(CABLE, "pdf"), change, pages=slice(1, 2)), "pdf"
    ).findings
    assert (finding.place, finding.kind) == ("page 2, top", FindingKind.BANNER)


def test_a_document_without_the_row_of_its_marking_is_found_without_the_input() -> None:
    output = with_part(
        dumps(CABLE, "docx"), lambda xml: xml.replace("Classification:", "", 1), "word/document.xml"
    )
    assert {one.kind for one in verify_alone(output, "docx").findings} == {FindingKind.BANNER}


def test_a_tei_text_that_is_not_the_one_of_its_checksum_is_found_without_the_input() -> None:
    output = dumps(CABLE, "tei").replace(b"Bravo", b"Tango")
    (finding,) = verify_alone(output, "tei").findings
    assert finding.kind is FindingKind.TEXT_CHANGED


@pytest.mark.parametrize("to", FORMATS)
def test_a_file_of_another_kind_is_unreadable(to: str) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("\xe9", b"x")
    for found in (verify(out.getvalue(), CABLE, to), verify_alone(out.getvalue(), to).findings):
        assert [one.kind for one in found] == [FindingKind.UNREADABLE]


# --- hostile files ------------------------------------------------------------------------------


def test_a_text_of_many_differences_is_told_in_short_time() -> None:
    words = " ".join(f"word{n}" for n in range(60_000))
    cable = loads(f"1. (U) {words}\n")
    backwards = " ".join(reversed(words.split()))
    findings = verify(f"1. (U) {backwards}\n".encode(), cable, "txt")
    assert FindingKind.TEXT_CHANGED in {finding.kind for finding in findings}


def test_a_subject_without_words_names_no_title() -> None:
    cable = Cable((Field(FieldKind.SUBJECT, (Label("SUBJECT:"),)),))
    for to in FORMATS:
        assert verify(dumps(cable, to), cable, to) == []


def test_a_sign_of_no_face_in_right_to_left_text_is_no_fault() -> None:
    cable = Cable((Paragraph((Text("\u0627:\U0001f4dc0"),)),))
    assert verify(dumps(cable, "pdf"), cable, "pdf") == []
