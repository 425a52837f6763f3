"""What the generator puts into a cable: the facts that a reader must find again."""

from __future__ import annotations

import datetime as dt

import attrs


@attrs.frozen
class Reference:
    """A reference.

    Attributes:
        raw: as written, without its letter.
        letter: None for the one reference of a list without letters.
        mrn: None for a mail or a call.
    """

    raw: str
    letter: str | None
    mrn: str | None


@attrs.frozen
class Heading:
    """A heading with its mark, and how its rule stands: ``under``, ``box`` or ``none``."""

    text: str
    rule: str
    mark: str | None = None


@attrs.frozen
class Paragraph:
    """A paragraph; number and mark are None where it has none."""

    number: int | None
    mark: str | None
    sentences: tuple[str, ...]


@attrs.frozen
class Item:
    """A point of a list under a paragraph."""

    label: str
    mark: str | None
    sentences: tuple[str, ...]


@attrs.frozen
class Table:
    """Lines in columns, by blanks, leaders, tabs or pipes."""

    lines: tuple[str, ...]


@attrs.frozen
class Quotation:
    """A text of others between its lines ``BEGIN TEXT`` and ``END TEXT``; paragraphs all."""

    paragraphs: tuple[str, ...]


Passage = Heading | Paragraph | Item | Table | Quotation


@attrs.frozen
class Style:
    """How a cable is set.

    Attributes:
        regime: ``wrapped``, ``unwrapped`` or ``mixed`` (wrapped at first).
        width: of wrapped lines.
        blank: what ends each line of the body, a blank or nothing.
        between: from a number to its mark: one blank, two, three, or none.
        dot: after a number, ``.`` or ``)``.
        capitals: labels without points and colons, officers in capitals.
        shouted: the whole text is in capitals.
        glued: numbers stand behind the summary in its line.
        page_blanks: blank lines around page lines.
        old_pages: page lines are of the older form, ``PAGE 02  ...``, under the classification.
        curly: quotes and apostrophes are curly.
        stray: a line SIPDIS stands in the midst of a sentence.
        site: how the note on the post's site ends the text; None where none does.
    """

    regime: str
    width: int
    blank: str
    between: str
    dot: str
    capitals: bool
    shouted: bool
    glued: bool
    page_blanks: bool
    old_pages: bool
    curly: bool
    stray: bool
    site: str | None


@attrs.frozen
class Cable:
    """All facts of a cable.

    Attributes:
        kind: of its header: ``XRO`` and ``XYZ`` are whole, ``bare`` is a date-time group alone,
            ``extract`` has none.
        classification: as the published record words it: ``SECRET//NOFORN``.
        captions: lines of captions, in order, with their repetitions.
        corrected: whether the line ``C O R R E C T E D  COPY`` follows them.
        entire: the sentence that speaks for the entire text; None where there is none.
        declassify_on: None where the line gives no date.
        authority: the line of the E.O. as written; None without one.
        officer: name, None for unclassified ones.
        subject_mark: None without one.
        pages: numbers of the pages whose lines stand in the text.
    """

    number: int
    mrn: str
    post: str
    mission: str
    serial: int
    sent: dt.datetime
    kind: str
    precedence: str
    addressees: tuple[str, ...]
    informed: tuple[str, ...]
    classification: str
    sections: int
    captions: tuple[str, ...]
    corrected: bool
    entire: str | None
    pass_lines: tuple[str, ...]
    order: str | None
    authority: str | None
    declassify_on: dt.date | None
    tags: tuple[str, ...]
    subject: str
    subject_mark: str | None
    references: tuple[Reference, ...]
    title: str
    officer: str | None
    reasons: tuple[str, ...]
    passages: tuple[Passage, ...]
    pages: tuple[int, ...]
    signature: str | None
    style: Style

    @property
    def level(self) -> str:
        """``SECRET`` of ``SECRET//NOFORN``."""
        return self.classification.partition("//")[0]

    @property
    def code(self) -> str:
        """The post as page lines cut it: ``EXAMPLEVIL``."""
        return self.post[:10].rstrip()

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """The paragraphs in order."""
        return tuple(one for one in self.passages if isinstance(one, Paragraph))
