"""How a paragraph, an item or a rule begins."""

from __future__ import annotations

import pytest

from cableconv.structure.starts import (
    is_rule,
    item_follows,
    item_start,
    marked_start,
    paragraph_start,
)


@pytest.mark.parametrize(
    ("text", "number", "mark", "length"),
    [
        ("1. (C) The", 1, "(C)", 6),
        ("¶12.  (SBU) The", 12, "(SBU)", 11),
        ("4.(U)The", 4, "(U)", 5),
        ("¶ 7 (C) The", 7, "(C)", 7),
        ("  3) The", 3, None, 5),
        ("10.The", 10, None, 3),
        ("5.", 5, None, 2),
        ("5.  ", 5, None, 2),
        ("5." + " " * 20, 5, None, 2),
        ("6.  (SE) The", 6, None, 4),
        ("1. 1. The", 1, None, 3),
        ("12. 11) The", 12, None, 4),
        ("1. 1. (SBU) The", 1, "(SBU)", 11),
        ("¶7. 6. (C) The", 7, "(C)", 10),
    ],
)
def test_a_numbered_head(text: str, number: int, mark: str | None, length: int) -> None:
    start = paragraph_start(text)
    assert start is not None
    assert (start.number, start.mark and start.mark.raw, start.length) == (number, mark, length)
    assert "".join(leaf.raw for leaf in start.leaves) == text[:length]


@pytest.mark.parametrize(
    "text",
    [
        "1.3 million",
        "2006, the",
        "15 ships",
        "1234. x",
        "3.x",
        "The 1. (C)",
        "",
        "(C) x",
        "12. 30 masts",
        "2. 5.1 million",
    ],
)
def test_no_numbered_head(text: str) -> None:
    assert paragraph_start(text) is None


def test_a_marked_head() -> None:
    start = marked_start(" ¶(S/NF) The")
    assert start is not None
    assert (start.number, start.mark and start.mark.raw, start.length) == (None, "(S/NF)", 8)
    for text in ("(c) a point", "(EU) talks", "The (C)", ""):
        assert marked_start(text) is None


@pytest.mark.parametrize(
    ("text", "label", "style"),
    [
        ("-- first", "--", "--"),
        ("--- first", "---", "---"),
        ("- first", "-", "-"),
        ("--first", "--", "--"),
        ("• first", "•", "•"),
        ("o first", "o", "o"),
        ("* first", "*", "*"),
        ("  A.  (C) nested", "A.", "A."),
        ("¶B. nested", "B.", "A."),
        ("b) second", "b)", "a)"),
        ("(ii) second", "(ii)", "(a)"),
        ("(2) second", "(2)", "(1)"),
        ("3) third", "3)", "1)"),
    ],
)
def test_the_head_of_an_item(text: str, label: str, style: str) -> None:
    start = item_start(text)
    assert start is not None
    assert (start.label, start.style) == (label, style)
    assert text.startswith("".join(leaf.raw for leaf in start.leaves))


@pytest.mark.parametrize("text", ["-first", "of course", "A.B. Roe", "-- ", "----- x", "(abc) x"])
def test_no_head_of_an_item(text: str) -> None:
    assert item_start(text) is None


def test_a_mark_after_the_label_is_the_items() -> None:
    start = item_start("-- (SBU) first")
    assert start is not None
    assert start.leaves[-1].raw == "(SBU)"


@pytest.mark.parametrize(
    ("label", "last", "follows"),
    [
        ("--", None, True),
        ("o", None, True),
        ("A.", None, True),
        ("i.", None, True),
        ("1)", None, True),
        ("B.", "A.", True),
        ("iv.", "iii.", True),
        ("II)", "I)", True),
        ("3)", "2)", True),
        ("U.", None, False),
        ("C.", "A.", False),
        ("4)", "2)", False),
        ("xiii.", "xii.", False),
    ],
)
def test_what_may_follow_in_a_list(label: str, last: str | None, *, follows: bool) -> None:
    assert item_follows(label, last) is follows


def test_rules() -> None:
    for text in ("---", "=====", "----- ----", "***", "___", "###"):
        assert is_rule(text)
    for text in ("--", "", "-- -", "--- x", "...", "- - -"):
        assert not is_rule(text)
