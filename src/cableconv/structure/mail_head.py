"""The header of an e-mail that carried a telegram: From, Sent, To, Subject, before its first line.

Posts filed telegrams as mails (WikiLeaks' Tripoli cables, 12 pages). What the mail's header says is
not what the telegram says: its subject names post and number before the words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from cableconv.grammar.scan import interleave
from cableconv.model.blocks import Field, FieldKind
from cableconv.model.leaf import Label
from cableconv.structure.lines import Line
from cableconv.structure.slices import joined, split_tail

_LABEL = re.compile(
    r"(?:[^\]\n]{0,200}\])?(?P<label>(?P<name>From|Sent|To|Cc|Subject|Importance|Attachments):)(?!\S)"
)
"""Matches "Sent: Monday, February 18", and "...A BARGE [7982233]From: ROE", as one page has it."""

_MOST_LINES = 30


def mail_fields(lines: Sequence[Line], start: int) -> tuple[list[Field], int]:
    """The fields of a mail's header, and the line after it; none where no header begins.

    A header has a line ``Sent:`` and another, and ends with a blank line.

    Args:
        lines: of the whole text.
        start: index of the first line that is not blank.
    """
    end = start
    while end < len(lines) and lines[end].words and end - start < _MOST_LINES:
        end += 1
    labels = {at: found for at in range(start, end) if (found := _LABEL.match(lines[at].words))}
    names = {found["name"] for found in labels.values()}
    if "Sent" not in names or len(names) < 2 or start not in labels:  # noqa: PLR2004 - Sent: and one
        return [], start
    while end < len(lines) and not lines[end].words:
        end += 1
    begins = pairwise([*labels, end])
    return [_field(lines[at:after], labels[at]) for at, after in begins], end


def _field(lines: Sequence[Line], found: re.Match[str]) -> Field:
    content, tail = split_tail(joined(lines))
    at = content.index(found[0]) + found.start("label")
    leaves = interleave(content, [(at, Label(found["label"]))])
    return Field(FieldKind.ATTRIBUTE, leaves, found["name"], tail)
