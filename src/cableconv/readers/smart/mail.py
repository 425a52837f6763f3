"""The mails that carried a cable, the stamps of its release, and the markings around it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby, pairwise, takewhile

from cableconv.grammar.banner import parse_banner
from cableconv.grammar.caption import parse_caption
from cableconv.grammar.excision import parse_codes
from cableconv.grammar.scan import interleave, plain, without_seams
from cableconv.model.blocks import Block, Field, FieldKind, PageBreak, Paratext
from cableconv.model.content import Inline
from cableconv.model.leaf import Furniture, FurnitureKind, Label, LineBreak, Text
from cableconv.notices import Notice, NoticeKind, Severity
from cableconv.readers.smart.labels import MAIL, labelled
from cableconv.readers.smart.layout import is_blank, is_marking, is_page, split_lines
from cableconv.readers.smart.margin import margin_leaf
from cableconv.structure.paging import page_leaves
from cableconv.structure.slices import split_tail

_RELEASE = re.compile(r"[ \t]*RELEASE IN(?: (?:FULL|PART)\b.{0,80}|[ \t]*$)")
"""Matches "RELEASE IN PART B5,B6" and "RELEASE IN", whose next line says FULL."""

_EXTENT = re.compile(r"[ \t]*(?:IN )?(?:FULL|PART)\b.{0,80}$")
"""Matches the "FULL" under "RELEASE IN"."""

_WRAPPED = frozenset(("To", "Cc", "Bcc", "Subject", "Attachments"))
"""Labels of a mail whose value may run over lines; a name or date does not."""

_FEWEST_LABELS = 2


class Surroundings:
    """Reads what stands before or after a cable, and keeps what it says about it.

    Attributes:
        lines: before or after a cable.
        notices: with lines counted from the first of them.
    """

    def __init__(self, lines: Sequence[str], *, released: bool = False) -> None:
        self.lines = lines
        self.notices: list[Notice] = []
        self._released = released
        self._in_header = _in_headers(lines)

    def blocks(self, *, head: bool = False, before: bool = True) -> Iterator[tuple[int, Block]]:
        """Each block with the index of the line after it.

        Args:
            head: stop where the words of a text begin, and keep mails' headers only.
            before: the lines stand before a cable: markings at their end are the cable's, else
                those at their begin.
        """
        marked = self._marked(before=before)
        at = 0
        while at < len(self.lines):
            if is_blank(self.lines[at]):
                at += 1  # blank lines before the first block
                continue
            made = self._block(at, marked, words=not head)
            if made is None:
                return
            at = made[0]
            yield made

    def _marked(self, *, before: bool) -> range:
        """The lines with the cable's classification: next to it, with stamps between at most."""
        order = range(len(self.lines))
        near = [
            n
            for n in takewhile(
                lambda n: (
                    is_blank(self.lines[n]) or is_page(self.lines[n]) or is_marking(self.lines[n])
                ),
                reversed(order) if before else order,
            )
            if is_marking(self.lines[n])
        ]
        return range(min(near), max(near) + 1) if near else range(0)

    def _block(self, at: int, marked: range, *, words: bool) -> tuple[int, Block] | None:
        line = self.lines[at]
        if is_page(line):
            return self._page(at)
        if _RELEASE.match(line.rstrip("\n")):
            return self._release(at)
        if at in marked:
            end = at + 1
            while end < len(self.lines) and is_marking(self.lines[end]):
                end += 1
            return self._field(FieldKind.CLASSIFICATION, at, end, _markings)
        header = self._mail_header(at)
        if header is not None:
            return header
        return self._words(at, marked) if words else None

    def _cut(self, at: int, end: int) -> tuple[int, str, str]:
        """The lines with the blank lines after them, as content and tail."""
        while end < len(self.lines) and is_blank(self.lines[end]):
            end += 1
        return end, *split_tail("".join(self.lines[at:end]))

    def _field(
        self,
        kind: FieldKind,
        at: int,
        end: int,
        scan: Callable[[str], tuple[Inline, ...]],
        name: str = "",
    ) -> tuple[int, Block]:
        end, content, tail = self._cut(at, end)
        return end, Field(kind, scan(content), name, tail)

    def _page(self, at: int) -> tuple[int, Block]:
        """The first stamp says which release this is; further ones are ends of pages."""
        if not self._released and "\f" not in self.lines[at]:
            self._released = True
            return self._field(FieldKind.RELEASE, at, at + 1, lambda text: tuple(plain(text)))
        end = at
        while end < len(self.lines) and (is_blank(self.lines[end]) or is_page(self.lines[end])):
            end += 1
        end, content, tail = self._cut(at, end)
        return end, PageBreak(page_leaves(content), tail)

    def _release(self, at: int) -> tuple[int, Block]:
        end = at + 1
        while end < len(self.lines) and end < at + 3 and not is_blank(self.lines[end]):
            line = self.lines[end].rstrip("\n")
            if not (_EXTENT.match(line) or parse_codes(line)):
                break
            end += 1
        return self._field(FieldKind.RELEASE, at, end, lambda text: tuple(plain(text)))

    def _mail_header(self, at: int) -> tuple[int, Block] | None:
        """The field of a mail's header that begins here; None where none does."""
        found = labelled(self.lines[at])
        if found is None or found.name not in MAIL or not self._in_header[at]:
            return None
        end = at + 1
        while found.value and found.name in _WRAPPED and self._goes_on(end):
            end += 1

        def scan(text: str) -> tuple[Inline, ...]:
            place = text.index(found.label)
            return interleave(text, [(place, Label(found.label))])

        return self._field(FieldKind.ATTRIBUTE, at, end, scan, found.name)

    def _goes_on(self, at: int) -> bool:
        line = self.lines[at] if at < len(self.lines) else ""
        ends = is_blank(line) or is_page(line) or is_marking(line)
        return not ends and labelled(line) is None

    def _words(self, at: int, marked: range) -> tuple[int, Block]:
        """Lines of a mail up to a blank line, a stamp, or a header."""
        end = at + 1
        while end < len(self.lines) and not (
            is_blank(self.lines[end]) or is_page(self.lines[end]) or end in marked
        ):
            if _RELEASE.match(self.lines[end]) or self._mail_header(end):
                break
            end += 1
        if _came_apart(self.lines[at:end]):
            message = "labels of a mail's header came apart from their values; kept as text"
            self.notices.append(Notice(NoticeKind.UNPARSED, message, Severity.WARNING, at + 1))
        end, content, tail = self._cut(at, end)
        return end, Paratext(mail_leaves(content), tail)


def _in_headers(lines: Sequence[str]) -> list[bool]:
    """For each line, whether the lines around it without a blank one are a mail's header."""
    found: list[bool] = []
    for blank, group in groupby(lines, is_blank):
        members = list(group)
        found.extend([not blank and _is_header(members)] * len(members))
    return found


def _is_header(lines: Sequence[str]) -> bool:
    names = {found.name for line in lines if (found := labelled(line)) and found.name in MAIL}
    return len(names) >= _FEWEST_LABELS and not _came_apart(lines)


def _came_apart(lines: Sequence[str]) -> bool:
    """Whether a line without a label stands where no value can be: under a date or empty label."""
    labels = [labelled(line) for line in lines]
    names = {found.name for found in labels if found and found.name in MAIL}
    if not names & {"From", "Sent"} or len(names) < _FEWEST_LABELS:
        return False
    return any(
        found is None and before is not None and (not before.value or before.name == "Sent")
        for before, found in pairwise(labels)
        if before is None or before.name in MAIL
    )


def mail_leaves(text: str) -> tuple[Inline, ...]:
    """Words of a mail as furniture, with the exemption codes in its margin apart."""
    leaves: list[Inline] = []
    for line in split_lines(text):
        leaf = margin_leaf(line)
        if leaf is None:
            leaves.extend(map(_of_mail, plain(line)))
            continue
        at = line.rindex(leaf.raw)
        leaves.extend(map(_of_mail, plain(line[:at])))
        leaves.append(leaf)
        leaves.extend(plain(line[at + len(leaf.raw) :]))
    return without_seams(leaves)


def _of_mail(leaf: Inline) -> Inline:
    words = isinstance(leaf, Text) and leaf.raw.strip()
    return Furniture(leaf.raw, FurnitureKind.MAIL) if words else leaf


def _markings(text: str) -> tuple[Inline, ...]:
    """Classification and controls, one a line: UNCLASSIFIED, and SBU under it."""
    leaves: list[Inline] = []
    for part in re.split(r"(\n[ \t\n\xa0]*)", text):
        if part.startswith("\n"):
            leaves.append(LineBreak(part))
            continue
        words = part.strip()
        leaf = parse_banner(words) or parse_caption(words)
        leaves.extend(interleave(part, [(part.index(words), leaf)] if leaf else []))
    return without_seams(leaves)
