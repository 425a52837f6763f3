"""The page as a whole: language, style, colours that can be read, nothing loaded, no script."""

from __future__ import annotations

import re
from itertools import product

import pytest

import examples
from cableconv.model.blocks import Paragraph
from cableconv.model.cable import Cable
from cableconv.model.leaf import Text
from cableconv.writers.html import HtmlOptions
from cableconv.writers.html.options import Theme
from cableconv.writers.html.page import style
from writers.html.inspection import found_all, one, opened, write

LEVELS = (
    "unclassified", "controlled", "restricted", "confidential", "secret", "top-secret",
    "compartmented",
)  # fmt: skip


def variables(css: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6});", css))


def luminance(colour: str) -> float:
    digits = colour.removeprefix("#")
    pairs = [c * 2 for c in digits] if len(digits) == 3 else re.findall("..", digits)
    parts = [int(pair, 16) / 255 for pair in pairs]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(w * part for w, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one_colour: str, other: str) -> float:
    """Contrast ratio of WCAG 2.2, 1.4.3."""
    light, dark = sorted((luminance(one_colour), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def palettes() -> dict[str, dict[str, str]]:
    whole, dark = style("auto"), style("dark").removeprefix(style("light"))
    light = variables(whole.partition(".unclassified")[0])
    paper = variables(whole.partition("@media print")[2].partition("html")[0])
    return {"light": light, "dark": light | variables(dark), "paper": light | paper}


@pytest.mark.parametrize("name", ["light", "dark", "paper"])
def test_words_can_be_read_on_every_ground(name: str) -> None:
    colours = palettes()[name]
    for ink, ground in product(("ink", "quiet", "link"), ("paper", "panel")):
        assert contrast(colours[ink], colours[ground]) >= 4.5, (ink, ground)
    assert contrast(colours["ink"], colours["target"]) >= 4.5
    assert contrast(colours["on-fill"], colours["fill"]) >= 4.5


@pytest.mark.parametrize("level", LEVELS)
def test_every_banner_can_be_read(level: str) -> None:
    (rule,) = re.findall(rf"^\.{level} {{(.*)}}$", style("auto"), flags=re.MULTILINE)
    colours = variables(rule)
    assert contrast(colours["fill"], colours["on-fill"]) >= 4.5


def test_the_page_says_language_size_and_title() -> None:
    tree = opened(examples.FULL, HtmlOptions(lang="fr"))
    assert tree.get("lang") == "fr"
    assert next(tree.iter("meta")).get("charset") == "utf-8"
    assert one(tree, "//meta[@name='viewport']").get("content") == (
        "width=device-width, initial-scale=1"
    )
    html, _ = write(examples.FULL)
    assert html.startswith('<!DOCTYPE html>\n<html lang="en-US">\n')
    assert html.endswith("</html>\n")


@pytest.mark.parametrize(
    ("theme", "scheme", "condition"),
    [
        ("auto", "light dark", "@media screen and (prefers-color-scheme: dark) {"),
        ("dark", "dark", "@media screen {"),
        ("light", "light", ""),
    ],
)
def test_themes(theme: Theme, scheme: str, condition: str) -> None:
    tree = opened(examples.FULL, HtmlOptions(theme=theme))
    css = one(tree, "//style").text or ""
    assert one(tree, "//meta[@name='color-scheme']").get("content") == scheme
    assert ("color-scheme: dark" in css) == bool(condition)
    assert condition in css


def test_nothing_is_loaded_and_nothing_runs() -> None:
    for cable in examples.ALL.values():
        html, _ = write(cable)
        tree = opened(cable)
        loading = "//script|//link|//img|//iframe|//object|//embed|//base|//*[@src]|//*[@style]"
        assert not found_all(tree, loading)
        assert not [k for node in tree.iter() for k in node.attrib if str(k).startswith("on")]
        assert not re.search(r"url\(|@import|https?:", html)
        assert all(str(a.get("href")).startswith("#") for a in tree.iter("a"))
        policy = one(tree, "//meta[@http-equiv='Content-Security-Policy']").get("content") or ""
        assert policy.startswith("default-src 'none'; ")


def test_a_skip_link_leads_to_the_text() -> None:
    tree = opened(examples.FULL)
    link = next(iter(tree.iter("a")))
    assert (link.get("class"), link.get("href")) == ("skip", "#text")
    assert one(tree, "//*[@id='text']").get("tabindex") == "-1"


def test_signs_for_what_a_page_cannot_hold_are_told() -> None:
    html, notices = write(Cable(blocks=(Paragraph((Text("a\x07b\ufffe"),)),)))
    assert "a␇b�" in html
    assert [(n.kind.value, n.severity.value, n.message) for n in notices] == [
        (
            "not-expressible",
            "warning",
            "HTML cannot hold these characters, and signs stand for them: U+0007, U+FFFE",
        )
    ]
