"""What a user can choose about a DOCX file, and what each choice means for its looks."""

from __future__ import annotations

import attrs

from cableconv.errors import OptionError

CHOICES = {
    "page": ("letter", "a4"),
    "banner": ("color", "plain"),
    "lines": ("flow", "source"),
    "numbering": ("literal",),
}
"""The values that each option takes, the default first."""


def _one_of_choices(_options: object, field: attrs.Attribute[str], value: str) -> None:
    choices = CHOICES[field.name]
    if value not in choices:
        raise OptionError(
            f"docx option {field.name} cannot be {value!r}",
            hint=f"Use one of: {', '.join(choices)}.",
        )


def _choice(name: str) -> str:
    default: str = attrs.field(default=CHOICES[name][0], validator=_one_of_choices)
    return default


@attrs.frozen
class DocxOptions:
    """Options of the DOCX writer.

    Attributes:
        page: ``letter`` (8.5 by 11 in) or ``a4``; margins are 1 in.
        banner: ``color`` fills the banner with the colour of its level (SF 703-706, 902);
            ``plain`` sets it black in a frame, for copies that must not look like a live document.
        lines: ``flow`` joins the lines of a paragraph; ``source`` keeps them, in a typewriter face.
        numbering: ``literal``: paragraph numbers are text as in the source, so that nothing can
            renumber them.

    Raises:
        OptionError: a value that is not in the list.
    """

    page: str = _choice("page")
    banner: str = _choice("banner")
    lines: str = _choice("lines")
    numbering: str = _choice("numbering")


@attrs.frozen
class Page:
    """A page size with its margins; all in twips (1/1440 in).

    Attributes:
        width, height: of the sheet.
        text_width: between the margins.
    """

    width: int
    height: int

    @property
    def text_width(self) -> int:
        """Width between the side margins."""
        return self.width - 2 * MARGIN


MARGIN = 1440
"""Side and top margin in twips: 1 in, where the banner in the header has room."""

PAGES = {"letter": Page(12240, 15840), "a4": Page(11906, 16838)}
"""Page sizes by option value."""
