"""Rows around the text are proven to the last word, and lines below it as whole lines."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

import examples
from cableconv.conversion import dumps, loads, read
from cableconv.verify import FindingKind, verify
from cableconv.writers.txt import TxtOptions
from console import ROOT
from damaged import PIECES, with_part

K = FindingKind
CABLE = read(ROOT / "samples" / "confidential-full.txt")
PRINTED = ("docx", "html", "pdf", "txt")

CHANGED = {
    "label of a row": ("Exempted", "Info"),
    "precedence of an addressee": ("IMMEDIATE 2214", "PRIORITY 2214"),
    "number for an addressee": ("IMMEDIATE 2214", "IMMEDIATE 0417"),
    "time": ("15:10 UTC", "10:15 UTC"),
    "precedences": ("Immediate (action), Routine (info)", "Routine (action), Immediate (info)"),
    "one precedence": ("Immediate (action), Routine (info)", "Immediate"),
    "caption of a reference": ("STATE 30112", "STATE 30112 (NOTAL)"),
    "order of TAGS": ("PREL, PGOV", "PGOV, PREL"),
    "further TAGS": ("PREL, PGOV", "STATE, PREL, PGOV"),
    "order of addressees": ("AMCONSUL PORT NOTIONAL 1190", "AMCONSUL PORT 1190 NOTIONAL"),
    "number of the cable": ("06EXAMPLEVILLE713", "06EXAMPLEVILLE0713"),
    "passing instruction": ("TREASURY PASS TO", "PASS TO TREASURY"),
    "checksum": ("a16bd48203", "a16bd48204"),
    "notices": ("page-line (2)", "page-line (1)"),
}


def options(to: str) -> TxtOptions | None:
    return TxtOptions(style="reading", width=0) if to == "txt" else None


@pytest.mark.parametrize("to", PRINTED)
@pytest.mark.parametrize("name", CHANGED)
def test_a_change_in_a_row_is_found(name: str, to: str) -> None:
    output = dumps(CABLE, to, options(to))
    assert verify(output, CABLE, to, options(to)) == []
    old, new = CHANGED[name]
    if to == "pdf" and name == "label of a row":
        old, new = old.upper(), new.upper()
    take, put = PIECES[to]
    texts = [piece.text for piece in take(output)]
    at = next(n for n, text in enumerate(texts) if old in text)
    texts[at] = texts[at].replace(old, new, 1)
    found = verify(put(output, texts), CABLE, to, options(to))
    assert {K.HEADER, K.TEXT_ADDED} & {finding.kind for finding in found}


MADE_UP = {
    "of words of the cable": "Declassify On: March 7 2006",
    "of a paragraph": "(U) This cable is a notional sample.",
    "half a line": "Classified By: Ambassador Jane Roe",
}

Change = Callable[[str], Callable[[bytes], bytes]]


def docx(new: str) -> Callable[[bytes], bytes]:
    style = '<w:pStyle w:val="DeclassificationBlock"/>'

    def change(xml: str) -> str:
        start = xml.rindex("<w:p>", 0, xml.index(style))
        added = f"<w:p><w:pPr>{style}</w:pPr><w:r><w:t>{new}</w:t></w:r></w:p>"
        return xml[:start] + added + xml[start:]

    return lambda data: with_part(data, change, "word/document.xml")


def html(new: str) -> Callable[[bytes], bytes]:
    start = b'<div class="authority">\n'
    return lambda data: data.replace(start, start + f"<p>{new}</p>\n".encode())


def txt(new: str) -> Callable[[bytes], bytes]:
    return lambda data: data.replace(b"As received:\n", f"As received:\n{new}\n".encode())


@pytest.mark.parametrize(("to", "change"), [("docx", docx), ("html", html), ("txt", txt)])
@pytest.mark.parametrize("name", MADE_UP)
def test_a_line_that_no_line_of_the_cable_is_is_found(name: str, to: str, change: Change) -> None:
    output = dumps(CABLE, to, options(to))
    damaged = change(MADE_UP[name])(output)
    assert damaged != output
    found = verify(damaged, CABLE, to, options(to))
    assert K.TEXT_ADDED in {finding.kind for finding in found}


def test_words_among_the_lines_as_received_of_a_page_are_found() -> None:
    output = dumps(CABLE, "pdf")
    take, put = PIECES["pdf"]
    texts = [piece.text for piece in take(output)]
    at = next(n for n, text in enumerate(texts) if "ZNY CCCCC" in text)
    texts[at] = f"SECRET {texts[at]}"
    assert verify(put(output, texts), CABLE, "pdf")


def test_a_text_whose_copy_has_notices_only_passes() -> None:
    output = dumps(examples.REPRINT, "txt", options("txt"))
    assert verify(output, examples.REPRINT, "txt", options("txt")) == []


def test_many_lines_that_are_the_same_take_a_short_time() -> None:
    cable = loads("VZCZCXYZ0042\n" + "BT\n" * 3_000 + "\n1. (U) Words.\n")
    begun = time.process_time()
    assert verify(dumps(cable, "html"), cable, "html") == []
    assert time.process_time() - begun < 20
