"""File names that are safe on every system, readable, and different for different ids.

A name is a pure function of an id, so that workers that know nothing of each other never give one
name twice. A part of an id that is a safe name already is kept. Any other gets a sign after ``~``,
which kept parts do not hold: how its capitals stand (some systems take ``A`` and ``a`` for one
name), or, where its letters must change, twelve hex digits of its hash. Names of folders have no
dot, so that none is that of a file.
"""

from __future__ import annotations

import enum
import hashlib
import re
import unicodedata
from collections.abc import Callable

_SAFE = re.compile(r"[0-9a-z](?:[0-9a-z ._,()+=-]{0,78}[0-9a-z_)+=-])?")
"""Matches ``confidential-full.txt`` in small letters; no blank or dot at its end."""

_RESERVED = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|clock\$|com[0-9]|lpt[0-9])(?: *\.|\Z)")
"""Matches the names that Windows takes for devices, with any suffix: ``nul.txt``."""

_NUMBER = re.compile(r"[0-9]{2,4}[a-z]{2,40}(?:-?a-?)?[0-9]{1,9}")
"""Matches a message reference number in small letters: ``07mexico4390``; ``73bangkok-a50``."""

_ROW = re.compile(r"[1-9][0-9]{0,8}")
"""Matches the number of a row, or of a cable of a file that holds several: ``17``."""

_LIKE_ROW = re.compile(rf"(?:row|{_NUMBER.pattern})_[0-9]{{1,9}}")
"""Matches the name of a row: ``07mexico4390_17``."""

_AGAIN = re.compile(r"~[1-9][0-9]{0,8}\Z")
"""Matches what tells a second input of one id from the first: ``~2``."""

_TEXT = ".txt"
"""The one suffix that is dropped, because it is that of telegrams: ``06SAMPLETON12.docx``."""

_KEPT = frozenset(
    {
        "csv", "docx", "eml", "htm", "html", "json", "jsonl", "msg", "ndjson", "pdf", "rtf", "tar",
        "tgz", "tsv", "xml", "zip",
    }
)  # fmt: skip
"""Suffixes that stay before that of the output: ``06SAMPLETON12.html.docx``."""

_SHORT = 12
"""Hex digits of a hash; the letters before them must agree as well before two names do."""

_SLUG = 60
"""Letters that are left of a long name."""

_OTHER = re.compile(r"[^0-9a-z]+")


class Kind(enum.Enum):
    """What a part of an id stands for."""

    FOLDER = "folder"
    """A folder; kept where it has no dot."""
    CONTAINER = "container"
    """A file that holds several cables; its outputs lie in a folder: ``cables~csv``."""
    LEAF = "leaf"
    """The last part."""


def digest(text: str, digits: int = _SHORT) -> str:
    """The first hex digits of the SHA-256 of a text, which may hold lone surrogates."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:digits]


def slug(text: str, longest: int = _SLUG) -> str:
    """What can be read of a text, in small ASCII letters and hyphens; ``x`` where nothing can."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = _OTHER.sub("-", plain)[:longest].strip("-")
    return "x" if not words or _RESERVED.match(words) else words


def reference_number(mrn: object) -> str | None:
    """The message reference number where it can be a name, in capitals; None where it cannot."""
    if not isinstance(mrn, str) or not _NUMBER.fullmatch(mrn.lower()):
        return None
    return mrn.upper()


def part_name(kind: Kind, part: str) -> str:
    """The name for a folder or container; see the module."""
    stem, _, suffix = part.rpartition(".") if kind is Kind.CONTAINER else (part, "", "")
    name = None if "." in stem else _cased(stem)
    if name is None or (kind is Kind.CONTAINER and suffix not in _KEPT | {"txt"}):
        return _hashed(kind, part)
    return f"{name}~{suffix}" if suffix else name


def leaf_name(part: str, mrn: object = None) -> str:
    """The name for the last part of an id, to which the suffix of an output is added.

    Args:
        part: file name (``07MEXICO4390.txt``) or number of a row (``17``); ``~2`` may follow.
        mrn: of the cable; rows are called by it (``07MEXICO4390_17``).
    """
    again = _AGAIN.search(part)
    base, sign = (part[: again.start()], again[0]) if again else (part, "")
    if _ROW.fullmatch(base):
        return f"{reference_number(mrn) or 'row'}_{base}{sign}"
    name = _file_name(base)
    return name + sign if name else _hashed(Kind.LEAF, part)


def _file_name(base: str) -> str | None:
    stem, dot, suffix = base.rpartition(".")
    if dot + suffix == _TEXT:
        taken = "." in stem or _ROW.fullmatch(stem) or _LIKE_ROW.fullmatch(stem.lower())
        return None if taken else _cased(stem)
    return _cased(base) if suffix in _KEPT else None


def _hashed(kind: Kind, part: str) -> str:
    return f"{slug(part.removesuffix(_TEXT))}~{digest(f'{kind.value}:{part}')}"


def _cased(part: str) -> str | None:
    """A safe part with a sign for its capitals; None where it is not safe, or they follow no rule.

    The usual spelling has no sign: capitals in a message reference number, else small letters.
    """
    small = part.lower() if part.isascii() else ""
    if not _SAFE.fullmatch(small) or _RESERVED.match(small):
        return None
    for sign, spelled in _SPELLINGS.items():
        if spelled(small) == part:
            return part + sign
    return None


def _usual(small: str) -> str:
    stem, dot, suffix = small.partition(".")
    return stem.upper() + dot + suffix if _NUMBER.fullmatch(stem) else small


_SPELLINGS: dict[str, Callable[[str], str]] = {
    "": _usual,
    "~l": str.lower,
    "~u": str.upper,
    "~t": str.title,
    "~c": str.capitalize,
}
"""How capitals can stand, by the sign that tells it. Each gives one spelling of any name."""
