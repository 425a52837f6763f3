"""Proving what stands around the text of a printed output: title, rows, lines as received."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

import attrs

from cableconv.model.blocks import FieldKind
from cableconv.model.cable import Cable
from cableconv.model.effective import Basis, overall_marking
from cableconv.model.header import Precedence
from cableconv.model.leaf import Label
from cableconv.model.walk import source_text
from cableconv.verify.demand import HeaderLine, header_lines
from cableconv.verify.finding import Finding, FindingKind, differing, excerpt
from cableconv.verify.rows import KINDS, MONTHS, Row, made_up_lines, stamps_of, wrong_rows
from cableconv.verify.words import joined, letters, marks_in, vocabulary, words

_OWN_WORDS = vocabulary("""
    Diplomatic cable Untitled From To Info Exempted Date Precedence Classification Captions Pass
    TAGS Subject Ref Note Emergency Flash Immediate Priority Routine action info NIACT UTC authority
    Message lines as received Source of this copy SHA 256 Encoding Reader Notices
    Classification authority Original Released Release
    from the statement on the entire text security line portion marks captions
    January February March April May June July August September October November December
""")
"""Words that an output may add around the text: labels, months, precedences, what a banner rests
on. None of them tells a level."""

BASIS = {
    Basis.ENTIRE_TEXT: "statement on the entire text",
    Basis.SECURITY_LINE: "security line",
    Basis.PORTIONS: "portion marks",
    Basis.CAPTIONS: "captions",
}


def surroundings(
    cable: Cable, rows: Sequence[Row], form: Callable[[str], str] = str
) -> list[Finding]:
    """What is missing, wrong or made up around the text.

    Args:
        cable: what the output must hold.
        rows: what stands around the text of the output.
        form: what the format makes of the characters of a text; given to both sides.
    """
    shown = tuple(attrs.evolve(row, text=form(row.text)) for row in rows)
    return list(_Around(cable, shown, form).findings())


@attrs.frozen
class _Around:
    """A cable, and the rows that an output shows around its text."""

    cable: Cable
    rows: Sequence[Row]
    form: Callable[[str], str]

    def findings(self) -> Iterator[Finding]:
        yield from self.classification()
        yield from self.captions()
        yield from self.subject()
        yield from self.title()
        yield from wrong_rows(self.cable, self.rows, self.form)
        yield from self.missing_lines()
        yield from self.made_up()
        yield from made_up_lines(self.cable, self.rows, self.form)

    def labelled(self, label: str) -> list[str]:
        return [row.text for row in self.rows if row.label.casefold() == label]

    def is_shown(self, expected: str, found: str) -> bool:
        return words(self.form(expected)) == words(found)

    def classification(self) -> Iterator[Finding]:
        """The row with the marking of the whole cable, and what it rests on where concluded."""
        expected = overall_marking(self.cable).text + basis_of(self.cable)
        found = self.labelled("classification")
        if len(found) != 1 or not self.is_shown(expected, found[0]):
            what = "it must stand once in the body"
            shown = " | ".join(found)
            yield differing(FindingKind.BANNER, "row Classification", expected, shown, what)

    def captions(self) -> Iterator[Finding]:
        """All captions in one row, in order."""
        expected = ", ".join(caption.name for caption in self.cable.markings.captions)
        found = ", ".join(self.labelled("captions"))
        if not self.is_shown(expected, found):
            what = "they are not those of the cable"
            yield differing(FindingKind.CAPTION, "row Captions", expected, found, what)

    def subject(self) -> Iterator[Finding]:
        """The subject with its mark."""
        expected = marked_subject(self.cable)
        found = " ".join(self.labelled("subject"))
        if not self.is_shown(expected, found):
            yield of_marked_line("row Subject", expected, found)

    def title(self) -> Iterator[Finding]:
        """The title, with the mark that stands before its words in the cable."""
        found = " ".join(row.text for row in self.rows if row.zone == "title")
        expected = titles(self.cable)
        if not any(is_titled(self.form(one), found) for one in expected):
            yield of_marked_line("title", expected[-1], found)

    def missing_lines(self) -> Iterator[Finding]:
        """Header lines of which not all is shown."""
        texts = [joined(f"{row.label}: {row.text}") for row in self.rows]
        values = [letters(row.text) for row in self.rows]
        every = set().union(*(vocabulary(text) for text in texts))
        seen: Counter[tuple[FieldKind, str]] = Counter()
        for line in header_lines(self.cable):
            forms = {joined(self.form(text)) for text in (line.text, line.own)}
            seen[line.field.kind, line.text] += 1
            # What the source has twice must be shown twice: "BT" stands above and below the text.
            times = sum(_times(form, texts) for form in forms if form.strip())
            if not any(map(str.strip, forms)) or times >= seen[line.field.kind, line.text]:
                continue
            if line.in_full:
                missing = "" if self.has_row(line) else line.text
            elif not vocabulary(self.form(line.value)) <= every:
                missing = line.value
            else:
                missing = next((v for v in line.values if not self.is_named(v, values)), "")
            if missing:
                kind = KINDS.get(line.field.kind, FindingKind.HEADER)
                message = f'it is not shown in full: "{excerpt(missing)}"'
                yield Finding(kind, line.place, missing, "", message)

    def is_named(self, value: str, lines: Iterable[str]) -> bool:
        """Whether a name stands in a line, whatever signs stand around it."""
        wanted = letters(self.form(value))
        return not wanted.strip() or any(wanted in line for line in lines)

    def has_row(self, line: HeaderLine) -> bool:
        """Whether a row with the line's label holds its value."""
        first = [leaf for leaf in line.field.content[:2] if leaf.raw.strip()]
        label = first[0].raw if first and isinstance(first[0], Label) else ""
        names = {label.strip(" :").casefold() or "note", "note" if not label else ""}
        return any(
            row.label.strip(" :").casefold() in names and self.is_shown(line.value, row.text)
            for row in self.rows
        )

    def made_up(self) -> Iterator[Finding]:
        """Words and marks around the text that neither the cable has nor a label is."""
        own = self.form(source_text(self.cable) + " " + " ".join(_facts(self.cable)))
        known = vocabulary(own) | _OWN_WORDS
        marks = set(map(_without_blanks, marks_in(own)))
        for row in self.rows:
            if row.zone == "title":  # looked at as a whole
                continue
            place = f"row {row.label}" if row.label else row.zone
            text = f"{row.label} {row.text}"
            added = [mark for mark in marks_in(text) if _without_blanks(mark) not in marks]
            for mark in added:
                message = f"the cable has no mark {mark}"
                yield Finding(FindingKind.MARK_ADDED, place, "", mark, message)
            others = " ".join(sorted(vocabulary(text) - known - vocabulary(" ".join(added))))
            if others:
                message = f'words that the cable does not have: "{excerpt(others)}"'
                yield Finding(FindingKind.TEXT_ADDED, place, "", row.text, message)


def basis_of(cable: Cable) -> str:
    """What is said after a marking that was concluded, with the blank before; empty else."""
    basis = BASIS.get(overall_marking(cable).basis, "")
    return f" (from the {basis})" if basis else ""


def marked_subject(cable: Cable) -> str:
    """The subject with its mark before it; empty where the cable has none."""
    subject = cable.subject
    mark = f"{subject.portion_mark.raw} " if subject and subject.portion_mark else ""
    return f"{mark}{subject.text if subject else ''}"


def titles(cable: Cable) -> list[str]:
    """What may stand over a cable: its title with its mark, else its subject, else its number."""
    named = cable.fields_of(FieldKind.TITLE)
    subject = cable.subject.text if cable.subject else ""
    # A title that is not the subject has a mark only where its own line has one.
    expected = [named[0].value_text] if named else []
    if not named or named[0].value_text in ("", subject):
        expected.append(marked_subject(cable))
    if not any(expected) or not expected[0]:
        names = (cable.mrn or "", "Untitled cable", "Diplomatic cable")
        mark = marked_subject(cable).removesuffix(subject)
        expected += [*names, f"{mark}{names[0]}"]
    return expected


def is_titled(expected: str, found: str) -> bool:
    """Whether a title is shown. It is on one line, where controls may be blanks or nothing."""
    return "".join(words(expected)) == "".join(words(found))


def beside_banner(cable: Cable) -> str:
    """What a foot of a page may say beside the banner: number and date of the cable, page."""
    dtg = cable.dtg
    month = f"{MONTHS[dtg.utc.month - 1]}" if dtg and dtg.utc else ""
    return " ".join(("Page of UTC", cable.mrn or "", dtg.raw if dtg else "", month))


def _times(wanted: str, texts: Iterable[str]) -> int:
    """How often some words stand in texts; both begin and end in a blank."""
    # A blank between two is of both: it is made wide enough to be found twice.
    wide = wanted.strip().replace(" ", "    ")
    return sum(text.replace(" ", "    ").count(f"  {wide}  ") for text in texts)


def of_marked_line(place: str, expected: str, found: str) -> Finding:
    """The finding for a title or subject that differs, by whether its mark does."""
    marks, others = marks_in(expected), marks_in(found)
    kind = FindingKind.TEXT_CHANGED
    if len(others) != len(marks):
        fewer = len(others) < len(marks)
        kind = FindingKind.MARK_MISSING if fewer else FindingKind.MARK_ADDED
    elif marks != others:
        kind = FindingKind.MARK_CHANGED
    return differing(kind, place, expected, found, "the words or the mark differ")


def _without_blanks(text: str) -> str:
    return "".join(text.split())


def _facts(cable: Cable) -> Iterator[str]:
    """What an output may say of a cable that does not stand in its text."""
    overall = overall_marking(cable)
    yield overall.text
    yield cable.mrn or ""
    origin = cable.provenance
    if origin is not None:
        yield from (origin.source, origin.sha256, origin.encoding, origin.reader)
    yield from map(str, cable.notices)
    yield from stamps_of(cable)
    for field in cable.fields:
        yield from (field.name, field.value_text)
        # Two values may touch in the source; an output shows each as a word of its own.
        yield from (leaf.raw for leaf in field.content)
    yield " ".join(map(str, range(len(cable.notices) + 1)))
    yield from (precedence.name for precedence in Precedence)
    yield from (caption.name for caption in cable.markings.captions)
    header = cable.header
    for one in (*header.action_addressees, *header.info_addressees, *header.exempted):
        yield " ".join((one.name, one.routing_indicator or "", one.mcn or "", *one.office_symbols))
    yield header.originator.name if header.originator else ""
    yield from _moment(cable.dtg.utc if cable.dtg else None)


def _moment(when: dt.datetime | None) -> Iterator[str]:
    if when is not None:
        yield f"{when.day} {when.year} {when.year:04} {when:%H} {when:%M} {when:%d} {when:%m}"
