"""The runs of one of our own paragraphs as leaves, by the names of their character styles."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from cableconv.grammar.banner import parse_banner
from cableconv.grammar.caption import parse_caption
from cableconv.grammar.entire_text import parse_entire_text
from cableconv.grammar.excision import find_excisions
from cableconv.grammar.marker import find_markers
from cableconv.grammar.portion import parse_portion_mark
from cableconv.grammar.reference import parse_reference
from cableconv.grammar.scan import plain, without_seams
from cableconv.model.content import Inline
from cableconv.model.leaf import Excision, Number, Text
from cableconv.model.markings import Level, PortionMark
from cableconv.notices import Notice, NoticeKind, Severity
from cableconv.readers.docx.story import Run
from cableconv.structure.entire_text import with_spoken_mark
from cableconv.structure.starts import marked_start, paragraph_start

NUMBER = "Paragraph Number"
MARK = "Portion Mark"


class RunReader:
    """Reads runs; what a style claims is believed only where its text says so too.

    Attributes:
        year: of the cable, for references without one.
        notices: marks whose text is no mark that is known.
    """

    def __init__(self, year: int | None) -> None:
        self.year = year
        self.notices: list[Notice] = []

    def leaves(self, runs: Iterable[Run]) -> tuple[Inline, ...]:
        """The leaves of a paragraph; their ``raw`` joined is its text."""
        out: list[Inline] = []
        for run in merged(runs):
            out += self._leaf(run)
        return with_spoken_mark(without_seams(out))

    def begun(self, runs: Iterable[Run], *, ours: bool) -> tuple[Inline, ...]:
        """As ``leaves``; number and mark that somebody typed without their styles count too.

        Args:
            runs: of a paragraph.
            ours: True for a paragraph in our style, where a number or a parenthesis alone, without
                its style, was plain text of the source and stays so; a notice tells of the latter.
        """
        found = self.leaves(runs)
        first = found[0] if found else None
        if not isinstance(first, Text):
            return found
        start = paragraph_start(first.raw) or marked_start(first.raw)
        if start is None:
            return found
        if ours and (start.number is None or start.mark is None):
            if start.mark is not None:
                message = f"{start.mark.raw} at the begin of a text has no style of a mark"
                self.notices.append(Notice(NoticeKind.UNKNOWN_MARK, message, Severity.WARNING))
            return found
        rest = Text(first.raw[start.length :])
        return with_spoken_mark(without_seams((*start.leaves, rest, *found[1:])))

    def _leaf(self, run: Run) -> Iterable[Inline]:
        style = MARK if run.style.startswith(MARK) else run.style
        read = _READ.get(style)
        leaf = None if read is None else read(self, run.text)
        if leaf is not None:
            return (leaf,)
        if style == MARK:
            message = f"{run.text} has the style of a portion mark, and is none that is known"
            self.notices.append(Notice(NoticeKind.UNKNOWN_MARK, message, Severity.WARNING))
        return plain(run.text)


def merged(runs: Iterable[Run]) -> Iterator[Run]:
    """The runs, neighbours of one style joined: other programs cut runs anywhere."""
    last: Run | None = None
    for run in runs:
        if not run.text:
            continue
        if last is not None and last.style == run.style and run.style != NUMBER:
            last = Run(last.text + run.text, run.style)
            continue
        if last is not None:
            yield last
        last = run
    if last is not None:
        yield last


def _number(_: RunReader, text: str) -> Inline | None:
    digits = text.strip(" \t.):-(")
    ok = digits.isascii() and digits.isdigit() and len(digits) < 6  # noqa: PLR2004
    return Number(text, int(digits)) if ok else None


def _marker(_: RunReader, text: str) -> Inline | None:
    found = find_markers(text)
    return found[0][1] if found and found[0][1].raw == text else None


def _excision(_: RunReader, text: str) -> Inline | None:
    found = find_excisions(text)
    return found[0][1] if found and found[0][1].raw == text else Excision(text)


def _mark(_: RunReader, text: str) -> Inline | None:
    # Telegrams do not mark a portion RESTRICTED, so their grammar does not know it.
    return parse_portion_mark(text) or (PortionMark(text, Level.R) if text == "(R)" else None)


_READ: dict[str, Callable[[RunReader, str], Inline | None]] = {
    NUMBER: _number,
    MARK: _mark,
    "Classification Statement": lambda _, text: parse_entire_text(text) or parse_banner(text),
    "Handling Caption": lambda _, text: parse_caption(text),
    "Cable Marker": _marker,
    "Cable Reference": lambda reader, text: parse_reference(text, reader.year),
    "Redaction": _excision,
}
