"""What a writer for readers leaves out of the running text, and the notices that say so."""

from __future__ import annotations

import attrs

from cableconv.model.blocks import PageBreak, Paratext
from cableconv.model.header import PageMarker
from cableconv.model.leaf import Furniture
from cableconv.model.markings import Banner
from cableconv.notices import Notice, NoticeKind, Severity


@attrs.define
class LeftOut:
    """What was left out of the running text, by count, and classes that were not known.

    Attributes:
        page_lines: page markers.
        banners: banners printed with page lines.
        furniture: pieces of text that are not the cable's.
        unknown: names of classes of nodes that the writer has no method for.
    """

    page_lines: int = 0
    banners: int = 0
    furniture: int = 0
    unknown: set[str] = attrs.field(factory=set)

    def page_break(self, block: PageBreak) -> None:
        """Count a page line between blocks, with its banners."""
        self.page_lines += sum(isinstance(leaf, PageMarker) for leaf in block.content) or 1
        self.banners += sum(isinstance(leaf, Banner) for leaf in block.content)

    def paratext(self, block: Paratext) -> None:
        """Count text around the cable."""
        self.furniture += sum(isinstance(leaf, Furniture) for leaf in block.content) or 1

    def notices(self, form: str, replaced: set[str]) -> list[Notice]:
        """A notice for each kind of thing.

        Args:
            form: what is written, as a word: ``XML``.
            replaced: characters that it cannot hold and that signs stand for.
        """
        omitted = (
            (self.page_lines, "page lines left out of the running text"),
            (self.banners, "banners of page lines left out of the running text"),
            (self.furniture, "pieces of text left out that are not the cable's"),
        )
        found = [Notice(NoticeKind.OMITTED, f"{what}: {count}") for count, what in omitted if count]
        if replaced:
            names = ", ".join(f"U+{ord(character):04X}" for character in sorted(replaced))
            message = f"{form} cannot hold these characters, and signs stand for them: {names}"
            found.append(Notice(NoticeKind.NOT_EXPRESSIBLE, message, Severity.WARNING))
        if self.unknown:
            message = f"nodes written as plain text: {', '.join(sorted(self.unknown))}"
            found.append(Notice(NoticeKind.UNKNOWN_NODE, message, Severity.WARNING))
        return found
