"""What a user can choose about a DOCX file, and what each choice means for its looks."""

from __future__ import annotations

from typing import Literal

import attrs

from cableconv.writers.choices import one_of
from cableconv.writers.docx.labels import Labels, labels_of

Page = Literal["letter", "a4"]
Banner = Literal["color", "plain"]
Lines = Literal["flow", "source"]
Embed = Literal["none", "source"]


@attrs.frozen
class DocxOptions:
    """Options of the DOCX writer.

    Attributes:
        page: ``letter`` (8.5 by 11 in) or ``a4``; margins are 1 in.
        banner: ``color`` fills the banner with the colour of its level (SF 703-706, 902);
            ``plain`` sets it black in a frame, for copies that must not look like a live document.
        lines: ``flow`` joins the lines of a paragraph; ``source`` keeps them, in a typewriter face.
        reference: path of a Word file as the template: its styles count by name, and its page
            size and margins instead of ``page``. Empty for our own look.
        embed: ``source`` puts the whole cable into the file as data, to be read back without loss.
            It stays there when words are cut out of the text: ``strip_source`` takes it out.
        labels: sensitivity labels (MSIP) by marking: path of a JSON file, ``Labels``, or, from
            Python, a mapping of markings to ``(label id, site id, name)``. None for none.

    Raises:
        OptionError: a value that is not in the list, or labels that cannot be read.
    """

    page: Page = attrs.field(default="letter", validator=one_of("docx", Page))
    banner: Banner = attrs.field(default="color", validator=one_of("docx", Banner))
    lines: Lines = attrs.field(default="flow", validator=one_of("docx", Lines))
    reference: str = ""
    embed: Embed = attrs.field(default="none", validator=one_of("docx", Embed))
    labels: str | Labels | None = attrs.field(default=None, converter=labels_of)


@attrs.frozen
class PageSize:
    """A page size with its margins; all in twips (1/1440 in).

    Attributes:
        width, height: of the sheet.
        top, right, bottom, left: margins.
        header, footer: from the edge of the sheet.
    """

    width: int
    height: int
    top: int = 1440
    right: int = 1440
    bottom: int = 1440
    left: int = 1440
    header: int = 576
    footer: int = 576

    @property
    def text_width(self) -> int:
        """Width between the side margins."""
        return self.width - self.left - self.right


PAGES = {"letter": PageSize(12240, 15840), "a4": PageSize(11906, 16838)}
"""Page sizes by option value."""
