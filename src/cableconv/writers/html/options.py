"""What a user can choose about an HTML page."""

from __future__ import annotations

import re
from typing import Literal, get_args

import attrs

from cableconv.errors import OptionError

Theme = Literal["auto", "light", "dark"]

# Matches "en-US" and "fr": language, then subtags (BCP 47).
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,8}")


def _known_theme(_options: object, _field: attrs.Attribute[str], value: str) -> None:
    if value not in get_args(Theme):
        raise OptionError(
            f"the option 'theme' of html cannot be {value!r}",
            hint=f"It can be: {', '.join(get_args(Theme))}.",
        )


def _is_language(_options: object, _field: attrs.Attribute[str], value: str) -> None:
    if _LANGUAGE.fullmatch(value) is None:
        raise OptionError(
            f"the option 'lang' of html cannot be {value!r}",
            hint="It is a language tag, such as en-US or fr.",
        )


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

    theme: Theme = attrs.field(default="auto", validator=_known_theme)
    lang: str = attrs.field(default="en-US", validator=_is_language)
    page_lines: bool = False
    notices: bool = False
