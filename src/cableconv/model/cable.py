"""The cable: its blocks in source order, and typed views of what its fields state.

The blocks are the only truth. ``header``, ``markings``, ``tags``, ``subject``, ``references``,
``signature`` and ``paragraphs`` are read from them, so that a value and the text it was read from
cannot disagree.
"""

from __future__ import annotations

from functools import cached_property

import attrs

from cableconv.model.blocks import Block, Field, FieldKind, Heading, Paragraph, Quoted, Signature
from cableconv.model.content import reading_text
from cableconv.model.header import (
    Addressee,
    DateTimeGroup,
    Originator,
    PageMarker,
    PassingInstruction,
    Reference,
    Routing,
    SectionOf,
    Security,
    Station,
    Tag,
    TransmissionId,
)
from cableconv.model.inherit import inherited_marks
from cableconv.model.leaf import Furniture, Label
from cableconv.model.markings import (
    Banner,
    Caption,
    ClassifiedBy,
    Declassification,
    DerivedFrom,
    EntireText,
    Marking,
    PortionMark,
    Reasons,
)
from cableconv.model.source import Provenance
from cableconv.model.walk import LeafT, Leaves, iter_blocks, own_content
from cableconv.notices import Notice

_ATTRIBUTE = FieldKind.ATTRIBUTE


@attrs.frozen
class Header:
    """What the transmission and address lines state. None or empty where a line is missing."""

    transmission_id: TransmissionId | None = None
    routing: tuple[Routing, ...] = ()
    station: Station | None = None
    security: Security | None = None
    dtg: DateTimeGroup | None = None
    originator: Originator | None = None
    action_addressees: tuple[Addressee, ...] = ()
    info_addressees: tuple[Addressee, ...] = ()
    exempted: tuple[Addressee, ...] = ()
    passing_instructions: tuple[PassingInstruction, ...] = ()
    section: SectionOf | None = None


@attrs.frozen
class Authority:
    """Who classified the cable and why; all empty where the source does not say.

    Attributes:
        classified_by: the officer parts, usually one.
        derived_from: sources of a derivative classification.
        reasons: canonical reasons of all parts: ``("1.4(b)", "1.4(d)")``.
    """

    classified_by: tuple[ClassifiedBy, ...] = ()
    derived_from: tuple[DerivedFrom, ...] = ()
    reasons: tuple[str, ...] = ()


@attrs.frozen
class Markings:
    """The markings of the whole cable as the source states them; nothing here is concluded.

    Attributes:
        banner: of the classification line, the first where there are several; else of a page
            line; None where the source has none.
        banners: all of them, in order; in quotations only those of page lines.
        captions: in order, repeated ones once, where they stand first.
        entire_text: the sentence or mark that speaks for all paragraphs; None where there is none.
        authority: who classified it and why.
        declassification: the E.O. line first, then other instructions; a repeated one once.
    """

    banner: Banner | None = None
    banners: tuple[Banner, ...] = ()
    captions: tuple[Caption, ...] = ()
    entire_text: EntireText | PortionMark | None = None
    authority: Authority = Authority()
    declassification: tuple[Declassification, ...] = ()


@attrs.frozen
class Subject:
    """The subject line.

    Attributes:
        text: read on, without label and portion mark.
        portion_mark: the subject's own mark; None where there is none.
    """

    text: str
    portion_mark: PortionMark | None = None


@attrs.frozen
class Cable:
    """A diplomatic cable.

    Attributes:
        blocks: header fields and text, in source order.
        mrn: message reference number (``07MEXICO4390``); None where neither stated nor proven.
        lead: blank lines before the first block.
        notices: every guess, repair, conflict and drop of the reader.
        provenance: where it was read from; None for a cable built by hand. Not compared.
    """

    blocks: tuple[Block, ...] = ()
    mrn: str | None = None
    lead: str = ""
    notices: tuple[Notice, ...] = ()
    provenance: Provenance | None = attrs.field(default=None, eq=False, repr=False)

    @cached_property
    def fields(self) -> tuple[Field, ...]:
        """All header fields, in order; those of a quoted message are not this cable's."""
        return tuple([block for block in self._own_blocks if isinstance(block, Field)])

    @cached_property
    def _own_blocks(self) -> tuple[Block, ...]:
        """Each block with those in it, but for quotations."""
        if not any([isinstance(block, Quoted) for block in self.all_blocks]):  # noqa: C419 - faster
            return self.all_blocks
        return tuple(iter_blocks(self.blocks, quoted=False))

    @cached_property
    def all_blocks(self) -> tuple[Block, ...]:
        """Each block in document order, a parent before the blocks in it."""
        return tuple(iter_blocks(self.blocks))

    @cached_property
    def _own_leaves(self) -> Leaves:
        return Leaves(self._own_blocks)

    @cached_property
    def _header_leaves(self) -> Leaves:
        # A holder's attributes speak only where the telegram's own lines do not.
        return Leaves((*self._own_fields, *self.fields_of(_ATTRIBUTE)))

    @cached_property
    def _own_fields(self) -> tuple[Field, ...]:
        return tuple([field for field in self.fields if field.kind is not _ATTRIBUTE])

    def fields_of(self, *kinds: FieldKind) -> tuple[Field, ...]:
        """The fields of these kinds, in order."""
        if len(kinds) == 1:
            return self._fields_by_kind.get(kinds[0], ())
        return tuple([field for field in self.fields if field.kind in kinds])

    @cached_property
    def _fields_by_kind(self) -> dict[FieldKind, tuple[Field, ...]]:
        found: dict[FieldKind, list[Field]] = {}
        for field in self.fields:
            found.setdefault(field.kind, []).append(field)
        return {kind: tuple(fields) for kind, fields in found.items()}

    @cached_property
    def header(self) -> Header:
        """What the transmission and address lines state."""
        leaves = self._header_leaves
        return Header(
            transmission_id=leaves.first(TransmissionId),
            routing=leaves.of(Routing),
            station=leaves.first(Station),
            security=self.security,
            dtg=self.dtg,
            originator=leaves.first(Originator),
            action_addressees=self._addressees(FieldKind.ACTION),
            info_addressees=self._addressees(FieldKind.INFO),
            exempted=self._addressees(FieldKind.EXEMPTED),
            passing_instructions=leaves.of(PassingInstruction),
            section=leaves.first(SectionOf),
        )

    def _addressees(self, kind: FieldKind) -> tuple[Addressee, ...]:
        return Leaves(self.fields_of(kind)).of(Addressee)

    @cached_property
    def markings(self) -> Markings:
        """The markings of the whole cable as the source states them."""
        leaves = self._own_leaves
        lines = Leaves(self.fields_of(FieldKind.CLASSIFICATION))
        captions: dict[str, Caption] = {}
        for caption in leaves.of(Caption):
            captions.setdefault(caption.name, caption)
        banners = self._banners()
        return Markings(
            banner=lines.first(Banner) or next(iter(banners), None),
            banners=banners,
            captions=tuple(captions.values()),
            entire_text=_entire_text(leaves),
            authority=Authority(
                classified_by=leaves.of(ClassifiedBy),
                derived_from=leaves.of(DerivedFrom),
                reasons=tuple(dict.fromkeys([v for x in leaves.of(Reasons) for v in x.values])),
            ),
            declassification=tuple(dict.fromkeys(leaves.of(Declassification))),
        )

    def _banners(self) -> tuple[Banner, ...]:
        if self._own_blocks is self.all_blocks:
            return self._own_leaves.of(Banner)
        # The end of a page in a quotation is this cable's, with its banner.
        own = {id(block) for block in self._own_blocks}
        contents = [(id(block) in own, own_content(block)) for block in self.all_blocks]
        return tuple(
            leaf
            for is_own, content in contents
            for leaf in content
            if isinstance(leaf, Banner) and (is_own or PageMarker in map(type, content))
        )

    @cached_property
    def dtg(self) -> DateTimeGroup | None:
        """The date-time group; None where the cable has none."""
        return self._stated(DateTimeGroup)

    @cached_property
    def security(self) -> Security | None:
        """The security line; None where the cable has none."""
        return self._stated(Security)

    def _stated(self, kind: type[LeafT]) -> LeafT | None:
        """The first leaf of a kind in the header, without looking for all the others."""
        for fields in (self._own_fields, self.fields_of(_ATTRIBUTE)):
            for field in fields:
                for leaf in field.content:
                    if isinstance(leaf, kind):
                        return leaf
        return None

    @cached_property
    def tags(self) -> tuple[Tag, ...]:
        """The TAGS terms, in order; of a line that a later section repeats, what is new."""
        lines = [Leaves([field]).of(Tag) for field in self.fields_of(FieldKind.TAGS)]
        first = lines[0] if lines else ()
        known = {tag.name for tag in first}
        new = {tag.name: tag for tags in lines[1:] for tag in tags if tag.name not in known}
        return (*first, *new.values())

    @cached_property
    def subject(self) -> Subject | None:
        """The first subject line, else the subject a reprint keeps as its title; None without."""
        for field in self.fields_of(FieldKind.SUBJECT) or self.fields_of(FieldKind.TITLE):
            return _subject(field)
        return None

    @cached_property
    def title(self) -> str | None:
        """The title of the page it was printed on, else its subject; None without both."""
        titles = (field.value_text for field in self.fields_of(FieldKind.TITLE))
        # A page may label its title and have none: then the subject names the cable.
        return next(filter(None, titles), self.subject.text if self.subject else None)

    @cached_property
    def references(self) -> tuple[Reference, ...]:
        """The references of the REF line, in order."""
        return Leaves(self.fields_of(FieldKind.REFERENCES)).of(Reference)

    @cached_property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """All paragraphs in order, numbered or not, those of sections and quotations included."""
        return tuple([block for block in self.all_blocks if isinstance(block, Paragraph)])

    @cached_property
    def headings(self) -> tuple[Heading, ...]:
        """All headings in order."""
        return tuple([block for block in self.all_blocks if isinstance(block, Heading)])

    @cached_property
    def signature(self) -> tuple[str, ...]:
        """The names that close the cable; empty where there are none."""
        return tuple([block.text for block in self.all_blocks if isinstance(block, Signature)])

    @cached_property
    def inherited_marks(self) -> dict[int, PortionMark]:
        """For ``model.effective``: the mark above each item without one, by the item's ``id``."""
        return inherited_marks(self.blocks)

    @cached_property
    def _all_leaves(self) -> Leaves:
        same = self._own_blocks is self.all_blocks
        return self._own_leaves if same else Leaves(self.all_blocks)

    @cached_property
    def page_markers(self) -> tuple[PageMarker, ...]:
        """All page lines in order, those inside paragraphs included."""
        return self._all_leaves.of(PageMarker)

    @cached_property
    def furniture(self) -> tuple[Furniture, ...]:
        """All furniture in order, inside lines and between blocks."""
        return self._all_leaves.of(Furniture)


def _entire_text(leaves: Leaves) -> EntireText | PortionMark | None:
    for leaf in leaves.of(Marking):
        if isinstance(leaf, EntireText) or (isinstance(leaf, PortionMark) and leaf.entire_text):
            return leaf
    return None


def _subject(field: Field) -> Subject:
    mark = next((leaf for leaf in field.content if isinstance(leaf, PortionMark)), None)
    words = tuple(x for x in field.content if not isinstance(x, (Label, PortionMark)))
    return Subject(reading_text(words), mark)
