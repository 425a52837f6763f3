"""The whole page: head with inline style, banner, what is around the text, the text."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from cableconv.model.cable import Cable
from cableconv.model.effective import OverallMarking, overall_marking
from cableconv.notices import Notice
from cableconv.writers.html.body import BodyRenderer
from cableconv.writers.html.front import back_matter, front_matter, title_text
from cableconv.writers.html.options import HtmlOptions, Theme
from cableconv.writers.html.text import Escaper
from cableconv.writers.keyblock import banner_stamps, key_rows
from cableconv.writers.level_look import level_look

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
"""What the browser may load or run for the page: nothing but its own style."""

_SCHEMES: dict[Theme, tuple[str, str]] = {
    "auto": ("light dark", "@media screen and (prefers-color-scheme: dark)"),
    "light": ("light", ""),
    "dark": ("dark", "@media screen"),
}
"""Colour schemes of the page, and when its dark colours count; paper is never dark."""


@cache
def style(theme: Theme) -> str:
    """The page's style sheet: ``page.css``, and ``dark.css`` where the theme has dark colours."""
    folder = files("cableconv.writers.html")
    sheet = folder.joinpath("page.css").read_text(encoding="utf-8")
    condition = _SCHEMES[theme][1]
    if condition:
        dark = folder.joinpath("dark.css").read_text(encoding="utf-8")
        sheet += f"{condition} {{\n{dark}}}\n"
    return sheet


def build_page(cable: Cable, options: HtmlOptions) -> tuple[str, list[Notice]]:
    """The page, and what could not be expressed or was left out by rule."""
    body = BodyRenderer(options)
    overall = overall_marking(cable)
    rows = key_rows(cable)
    stamps = banner_stamps(cable)
    front = front_matter(cable, rows, overall, body)
    text = body.blocks(cable.blocks)
    back = back_matter(cable, rows, body, notices=options.notices)
    page = "".join(
        (
            _head(title_text(cable), options, body.escape),
            f'<body class="{level_look(overall).key}">\n',
            '<a class="skip" href="#text">Skip to the text</a>\n',
            _banner("header", overall, stamps, body.escape),
            f'<main>\n{front}<div id="text" class="text" tabindex="-1">\n{text}</div>\n',
            f"{back}</main>\n",
            _banner("footer", overall, stamps, body.escape),
            "</body>\n</html>\n",
        )
    )
    return page, body.left_out.notices("HTML", body.escape.replaced)


def _head(title: str, options: HtmlOptions, escape: Escaper) -> str:
    return (
        f'<!DOCTYPE html>\n<html lang="{options.lang}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta name="color-scheme" content="{_SCHEMES[options.theme][0]}">\n'
        f"<title>{escape(title)}</title>\n<style>\n{style(options.theme)}</style>\n</head>\n"
    )


def _banner(tag: str, overall: OverallMarking, stamps: tuple[str, ...], escape: Escaper) -> str:
    released = "".join(f'<p class="stamp">{escape(stamp)}</p>' for stamp in stamps)
    return f'<{tag} class="banner"><p>{escape(overall.text)}</p>{released}</{tag}>\n'
