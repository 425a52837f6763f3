"""A conformance kit for writers: ``check_writer`` says whether one keeps what it must keep.

It needs no test framework: a check that fails raises ``CheckFailedError``, an ``AssertionError``.
"""

from __future__ import annotations

import io
import time
from collections.abc import Callable, Iterator
from typing import Any, cast

import attrs

from cableconv.errors import WriteError
from cableconv.model.blocks import Block, Field, FieldKind, Heading, Item, Paragraph, Section
from cableconv.model.cable import Cable
from cableconv.model.content import Inline
from cableconv.model.leaf import Label, Leaf, Number, Text
from cableconv.model.markings import (
    Banner,
    Caption,
    ClassifiedBy,
    Declassification,
    Level,
    PortionMark,
    Reasons,
)
from cableconv.notices import Notice, NoticeKind
from cableconv.writers.base import Writer

Extract = Callable[[bytes], str]
"""Takes the text of an output out of its bytes, in reading order."""


class CheckFailedError(AssertionError):
    """A writer does not keep the contract; the message says which part."""


MARKS: tuple[PortionMark, ...] = (
    PortionMark("(U)", Level.U),
    PortionMark("(SBU)", Level.U, ("SBU",)),
    PortionMark("(SBU/NF)", Level.U, ("SBU", "NOFORN")),
    PortionMark("(LOU)", Level.U, ("LOU",)),
    PortionMark("(U//FOUO)", Level.U, ("FOUO",)),
    PortionMark("(R)", Level.R),
    PortionMark("(C)", Level.C),
    PortionMark("(C/NF)", Level.C, ("NOFORN",)),
    PortionMark("(S)", Level.S),
    PortionMark("(S//OC/NF)", Level.S, ("ORCON", "NOFORN")),
    PortionMark("(S//REL TO USA, GBR)", Level.S, ("REL",), ("USA", "GBR")),
    PortionMark("(TS)", Level.TS),
)
"""Marks of all levels and kinds of control."""


def check_writer(writer: Writer, extract: Extract | None = None, *, seconds: float = 60.0) -> None:
    """Check that a writer keeps text and markings, is deterministic, and fails clearly.

    Args:
        writer: the writer, with the options under test.
        extract: gives the text of an output in reading order; None to decode it as UTF-8, which
            is right for formats that are text.
        seconds: how long a paragraph of 1 MB may take.

    Raises:
        CheckFailedError: with what is wrong.
    """
    text_of = extract or (lambda data: data.decode("utf-8"))
    _check_face(writer)
    _check_marks(writer, text_of)
    _check_nothing_made_up(writer, text_of)
    _check_bytes(writer)
    _check_large(writer, text_of, seconds)
    for cable in _foreign_cables():
        _check_foreign(writer, text_of, cable)


def marked_cable() -> Cable:
    """A cable with each of ``MARKS`` on a subject, heading, paragraph and item in turn."""
    return Cable(blocks=(*_header(), *_body()), mrn="07EXAMPLEVILLE1")


def _header() -> tuple[Block, ...]:
    return (
        Field(FieldKind.CLASSIFICATION, (Banner("T O P S E C R E T", Level.TS),), tail="\n\n"),
        Field(FieldKind.CAPTION, (Caption("NODIS", "NODIS"),)),
        Field(FieldKind.CAPTION, (Caption("SIPDIS", "SIPDIS"),), tail="\n\n"),
        _labelled(
            FieldKind.EXECUTIVE_ORDER,
            "E.O. 12958:",
            Declassification("DECL: 25X1", "12958", exemptions=("25X1",)),
        ),
        _labelled(FieldKind.SUBJECT, "SUBJECT:", MARKS[7], Text(" Sentence 0 on <angles> & more")),
        _labelled(
            FieldKind.AUTHORITY,
            "Classified By:",
            ClassifiedBy("Ambassador Jane Roe", ("Jane Roe",), "Ambassador"),
            Text(" for reasons "),
            Reasons("1.4 (b) and (d)", ("1.4(b)", "1.4(d)")),
        ),
    )


def _labelled(kind: FieldKind, label: str, *content: Inline) -> Field:
    return Field(kind, (Label(label), Text(" "), *content))


def _body() -> Iterator[Block]:
    for at, mark in enumerate(MARKS, start=1):
        item = Item((Label("--"), Text(" "), mark, Text(f" Sentence {at}c.")), tail="\n\n")
        head = (Number(f"{at}.", at), Text(" "))
        yield Section(
            Heading((mark, Text(f" Sentence {at}a"))),
            (Paragraph((*head, mark, Text(f" Sentence {at}b.")), (item,)),),
        )


def _check_face(writer: Writer) -> None:
    _require(isinstance(writer, Writer), "it lacks name, suffix, media_type, options or write")
    _require(writer.name.islower(), f"its name {writer.name!r} is not in lower case")
    _require(writer.suffix.startswith("."), f"its suffix {writer.suffix!r} has no dot")
    _require("/" in writer.media_type, f"{writer.media_type!r} is no media type")
    _require(attrs.has(type(writer.options)), "its options are not an instance of an attrs class")


def _check_marks(writer: Writer, text_of: Extract) -> None:
    text = _squeezed(text_of(_written(writer, marked_cable())[0]))
    for words in ("NODIS", "SIPDIS", "DECL: 25X1", "Ambassador Jane Roe", "1.4 (b) and (d)"):
        _require(_squeezed(words) in text, f"it lost {words!r} of the header")
    banners = (_squeezed("T O P S E C R E T"), _squeezed("TOP SECRET"))
    _require(any(banner in text for banner in banners), "it lost the banner")
    _require(_squeezed("<angles> & more") in text or "&lt;angles&gt;&amp;more" in text,
             "it lost signs of the subject")  # fmt: skip
    first = text.find(MARKS[7].raw)
    _require(0 <= first < text.find("Sentence1a"), "it lost the mark of the subject")
    at = 0
    for number, mark in enumerate(MARKS, start=1):
        for part in "abc":
            found = text.find(_squeezed(mark.raw), at)
            _require(found >= 0, f"it lost or moved the mark {mark.raw} number {number}{part}")
            at = text.find(f"Sentence{number}{part}", found)
            _require(at >= 0, f"it lost or moved the sentence after {mark.raw} ({number}{part})")


def _check_nothing_made_up(writer: Writer, text_of: Extract) -> None:
    cable = Cable((Paragraph((Text("A sentence without any mark."),)),))
    text = text_of(_written(writer, cable)[0])
    _require(_squeezed("A sentence without any mark.") in _squeezed(text), "it lost a sentence")
    for level in Level:
        _require(level.word not in text, f"it made up the marking {level.word}")


def _check_bytes(writer: Writer) -> None:
    first, _ = _written(writer, marked_cable())
    empty, _ = _written(writer, Cable())
    again, _ = _written(writer, marked_cable())
    _require(bool(empty), "it wrote nothing for a cable without blocks")
    _require(first == again, "the same cable gave other bytes the second time")


def _check_large(writer: Writer, text_of: Extract, seconds: float) -> None:
    mark = PortionMark("(C)", Level.C)
    paragraph = Paragraph(
        (Number("1.", 1), Text(" "), mark, Text(" word" * 200_000), Text(" end."))
    )
    started = time.perf_counter()
    data, _ = _written(writer, Cable((paragraph,)))
    took = time.perf_counter() - started
    _require(took <= seconds, f"a paragraph of 1 MB took {took:.1f} s")
    text = _squeezed(text_of(data))
    _require(text.count("word") >= 200_000, "it lost words of a long paragraph")  # noqa: PLR2004 - as many as put in
    _require("end." in text and "(C)" in text, "it lost an end or a mark of a long paragraph")


@attrs.frozen
class _ForeignLeaf(Leaf):
    """A leaf of a class that no writer knows."""


@attrs.frozen
class _ForeignBlock:
    """A block of a class that no writer knows; it has what all blocks have."""

    content: tuple[Inline, ...]
    tail: str = "\n\n"

    @property
    def raw(self) -> str:
        return "".join(leaf.raw for leaf in self.content) + self.tail

    @property
    def text(self) -> str:
        return self.raw.strip()


_FOREIGN_WORDS = "Words of a foreign node"


def _foreign_cables() -> Iterator[Cable]:
    leaf = cast("Any", _ForeignLeaf(_FOREIGN_WORDS))
    yield Cable((Paragraph((Text("Before "), leaf)),))
    yield Cable((cast("Any", _ForeignBlock((Text(_FOREIGN_WORDS),))),))


def _check_foreign(writer: Writer, text_of: Extract, cable: Cable) -> None:
    try:
        data, notices = _written(writer, cable)
    except WriteError:
        return
    _require(
        _squeezed(_FOREIGN_WORDS) in _squeezed(text_of(data)),
        "it lost the words of a node that it does not know, without a WriteError",
    )
    _require(
        any(notice.kind is NoticeKind.UNKNOWN_NODE for notice in notices),
        "it met a node that it does not know, and gave no notice of it",
    )


def _written(writer: Writer, cable: Cable) -> tuple[bytes, list[Notice]]:
    out = io.BytesIO()
    try:
        found: object = writer.write(cable, out)
    except WriteError:
        raise
    except Exception as error:
        raise CheckFailedError(f"{_named(writer)}: {type(error).__name__}: {error}") from error
    given = found if isinstance(found, list) else [found]
    notices = [notice for notice in given if isinstance(notice, Notice)]
    _require(notices == found, "write did not return a list of notices")
    return out.getvalue(), notices


def _named(writer: Writer) -> str:
    return f"the writer {getattr(writer, 'name', type(writer).__name__)!r}"


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _require(condition: bool, message: str) -> None:  # noqa: FBT001 - reads like assert
    if not condition:
        raise CheckFailedError(message)
