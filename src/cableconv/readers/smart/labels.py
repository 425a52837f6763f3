"""The labels of a SMART cable and of the mails around it, and which kind of field each names."""

from __future__ import annotations

import re
from typing import NamedTuple

from cableconv.grammar.remembered import remembered
from cableconv.model.blocks import FieldKind

HEADER = {
    "Action Office": FieldKind.DISTRIBUTION,
    "Info Office": FieldKind.DISTRIBUTION,
    "MRN": FieldKind.MESSAGE_ID,
    "Date/DTG": FieldKind.DTG,
    "From": FieldKind.ORIGINATOR,
    "Action": FieldKind.ACTION,
    "E.O.": FieldKind.EXECUTIVE_ORDER,
    "TAGS": FieldKind.TAGS,
    "Captions": FieldKind.CAPTION,
    "References": FieldKind.REFERENCES,
    "Reference": FieldKind.REFERENCES,
    "Pass Line": FieldKind.PASSING,
    "Classified By": FieldKind.AUTHORITY,
    "Subject": FieldKind.SUBJECT,
}
"""Labels before the text, in their usual order."""

OWN = frozenset(HEADER) - {"From", "Subject", "TAGS", "Reference", "References", "Classified By"}
"""Labels that no e-mail and no telegram has; the block before the text begins with one of them."""

SIGNATURE = "Signature"

TRAILER = {
    SIGNATURE: FieldKind.NOTE,
    "Drafted By": FieldKind.DRAFTING,
    "Cleared By": FieldKind.DRAFTING,
    "Approved By": FieldKind.DRAFTING,
    "Released By": FieldKind.DRAFTING,
    "Drafter": FieldKind.DRAFTING,
    "Drafted": FieldKind.DRAFTING,
    "Cleared": FieldKind.DRAFTING,
    "Approved": FieldKind.DRAFTING,
    "Info": FieldKind.INFO,
    "XMT": FieldKind.EXEMPTED,
    "Attachments": FieldKind.ATTRIBUTE,
    "Action Post": FieldKind.DISTRIBUTION,
    "Dissemination Rule": FieldKind.DISTRIBUTION,
}
"""Labels after the text; the signature becomes a block of its own kind."""

OF_CABLE = frozenset((*HEADER, *TRAILER))
"""Labels of a cable, before and after the text."""

DRAFTERS = frozenset(name for name, kind in TRAILER.items() if kind is FieldKind.DRAFTING)

MAIL = frozenset(("From", "Sent", "To", "Cc", "Bcc", "Subject", "Attachments", "Importance"))
"""Labels of an e-mail that carried the cable."""

_WORDS = sorted({*OF_CABLE, *MAIL}, key=len, reverse=True)

_LABEL = re.compile(
    r"(?P<indent>\f?[ \t]{0,12}+)(?P<label>(?P<name>"
    + "|".join(re.escape(name).replace("/", "[^A-Za-z0-9]") for name in _WORDS)
    + r")(?P<colon> ?:)?)(?=\s|$)"
)
"""Matches "Date/DTG:" and "Date!DTG:", as character recognition has it once (foia_email_txt)."""

_WIDE_GAP = re.compile(r"[ \t]{8,}\S")
"""Matches the gap after "Subject", a label that lost its colon to character recognition."""


class Labelled(NamedTuple):
    """A line that begins with a label.

    Attributes:
        name: the label without colon, as ``HEADER`` and ``TRAILER`` spell it.
        label: as it stands in the line, with its colon.
        at: where it begins in the line.
        value: True where something follows it on the line.
    """

    name: str
    label: str
    at: int
    value: bool


@remembered  # each line is asked for its label four times
def labelled(line: str) -> Labelled | None:
    """The label that begins a line, with its colon or with a wide gap after it; None without."""
    found = _LABEL.match(line)
    if found is None or not (found["colon"] or _WIDE_GAP.match(line, found.end())):
        return None
    name = "Date/DTG" if found["name"].startswith("Date") else found["name"]
    return Labelled(name, found["label"], found.end("indent"), bool(line[found.end() :].strip()))
