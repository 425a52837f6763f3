"""The direction of a text: which paragraphs are read from right to left, alike in all formats."""

from __future__ import annotations

import re
import unicodedata

RTL_CLASS = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
"""Inside of a class of a regular expression: Hebrew to Arabic Extended-A, presentation forms,
right-to-left planes."""

_RTL = re.compile(f"[{RTL_CLASS}]")
"""Matches "س" in "سلام"."""


def has_right_to_left(text: str) -> bool:
    """Whether a text holds a character that is written from right to left."""
    return not text.isascii() and _RTL.search(text) is not None


def is_right_to_left(text: str) -> bool:
    """Whether a paragraph is: at least two letters of three are.

    The first strong letter (Unicode Annex 9, P2) does not decide: an English sentence may begin
    with an Arabic name, and an Arabic one follows an English mark.
    """
    if not has_right_to_left(text):
        return False
    ways = [unicodedata.bidirectional(character) for character in text]
    right = ways.count("R") + ways.count("AL")
    return right > 0 and right >= 2 * ways.count("L")
