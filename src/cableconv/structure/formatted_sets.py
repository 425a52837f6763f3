"""Sets of formatted military messages as they stand in a head: ``SUBJ/WORDS//``, ``REF/A/..//``."""

from __future__ import annotations

import re

from cableconv.grammar.scan import plain
from cableconv.grammar.subject import scan_subject
from cableconv.model.blocks import FieldKind
from cableconv.model.content import Inline
from cableconv.model.leaf import Label

_SETS = re.compile(r"(MSGID|SUBJ|REF|NARR|AMPN|POC|PASS|RMKS|GENTEXT|CLASSIFICATION)(?:/|:)")
"""Matches the set name of "MSGID/GENADMIN/CNO WASHINGTON DC/N1/OCT//"."""

_KINDS = {"SUBJ": FieldKind.SUBJECT, "REF": FieldKind.REFERENCES, "NARR": FieldKind.REFERENCES}


def set_kind(words: str) -> FieldKind | None:
    """The kind of field that the set on a line is; None for a line that begins no set."""
    if not _SETS.match(words) or words.startswith(("SUBJ:", "REF:")):
        return None
    return _KINDS.get(words[:4].rstrip("/"), FieldKind.MESSAGE_ID)


def scan_set(text: str, kind: FieldKind) -> tuple[Inline, ...]:
    """The leaves of a set: its name as label, and its text; a subject's slashes are a label."""
    if kind is not FieldKind.SUBJECT:
        name, sign, rest = text.partition("/" if "/" in text[:16] else ":")
        return (Label(name + sign), *plain(rest))
    words = text.removesuffix("//")
    return (*scan_subject(words), *([Label("//")] if words != text else []))
