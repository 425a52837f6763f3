"""What a user can choose about an HTML page."""

from __future__ import annotations

from typing import Literal

import attrs

from cableconv.writers.choices import language_tag, one_of

Theme = Literal["auto", "light", "dark"]


@attrs.frozen
class HtmlOptions:
    """Options of the HTML writer.

    Attributes:
        theme: ``auto`` follows the reader's system; ``light`` and ``dark`` fix the page's colours.
            Paper is always light.
        lang: language of the page, as a BCP 47 tag.
        page_lines: True to show page lines as small notes where they stand; else they are left out
            with a notice.
        notices: True to list the reader's notices at the end of the page.

    Raises:
        OptionError: a theme that is not in the list, or no language tag.
    """

    theme: Theme = attrs.field(default="auto", validator=one_of("html", Theme))
    lang: str = attrs.field(default="en-US", validator=language_tag("html"))
    page_lines: bool = False
    notices: bool = False
