"""JSON of this library: one cable, or JSON lines of many, which are read one at a time."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, ClassVar

import attrs

from cableconv.errors import CableconvError, LimitExceededError, NotACableError, ReadError
from cableconv.model.cable import Cable
from cableconv.readers.base import Source

_BOM = b"\xef\xbb\xbf"
_OPENING = re.compile(rb'\{\s*"schema"\s*:\s*"cableconv-cable"')
"""Matches ``{"schema": "cableconv-cable"``; a sign parts all runs of blanks, so it is linear."""
_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")
"""Matches ``\\ud83d``, one half of an escaped character beyond the first plane."""


@attrs.frozen
class JsonReader:
    """Reads what ``JsonWriter`` writes; a file of many cables holds one a line.

    Attributes:
        max_bytes: refuse a larger cable; a file of many cables may be larger.
    """

    name: ClassVar[str] = "json"
    suffixes: ClassVar[tuple[str, ...]] = (".json", ".jsonl", ".ndjson")

    max_bytes: int = 64 * 2**20

    def sniff(self, head: bytes, name: str) -> int:
        """100 for an object that begins with this schema; less where its name stands later."""
        start = head.removeprefix(_BOM).lstrip()
        if _OPENING.match(start):
            return 100
        if not start.startswith(b"{"):
            return 0
        if b'"cableconv-cable"' in start:
            return 90
        return 20 if name.lower().endswith(self.suffixes) else 0

    def read(self, data: bytes, *, source: Source) -> Iterator[Cable]:
        """Each cable of the input, with its own provenance; hints of the source are not used.

        Raises:
            NotACableError: the input is empty or not JSON of this schema.
            LimitExceededError: a cable is too large or nested too deeply.
            SchemaVersionError: it was written by a newer version.
            ReadError: the JSON or its data is wrong; the error names the line.
        """
        data = data.removeprefix(_BOM)
        lines = _lines(data)
        first = next(lines, None)
        if first is None:
            raise NotACableError("the input is empty", source=source.name)
        number, line = first
        if _is_object(line, self.max_bytes):
            yield self._cable(line, source, number)
            for number, line in lines:
                yield self._cable(line, source, number)
        else:
            yield self._cable(data, source, None)

    def _cable(self, data: bytes, source: Source, line: int | None) -> Cable:
        from cableconv.codec import from_plain  # noqa: PLC0415 - cattrs is loaded when needed

        try:
            return from_plain(self._parsed(data))
        except CableconvError as error:
            # The parser counts from the first line of what it was given.
            error.line = error.line if line is None else line
            error.source = source.name
            raise

    def _parsed(self, data: bytes) -> object:
        if len(data) > self.max_bytes:
            raise LimitExceededError(
                f"a cable of {len(data)} bytes is over the limit of {self.max_bytes}"
            )
        try:
            text = data.decode("utf-8")
            parsed: object = _DECODER.decode(text)
        except UnicodeDecodeError as error:
            line = 1 + data.count(b"\n", 0, error.start)
            raise NotACableError("the input is not UTF-8, as JSON must be", line=line) from None
        except json.JSONDecodeError as error:
            raise ReadError(f"this is not JSON: {error.msg}", line=error.lineno) from None
        except RecursionError:
            raise LimitExceededError("the JSON is nested too deeply") from None
        except ValueError as error:
            raise ReadError(f"this is not JSON of a cable: {error}") from None
        if _SURROGATE.search(text):
            _refuse_half_characters(parsed)
        return parsed


def _lines(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Lines that are not blank, with their 1-based numbers; one at a time, to save memory."""
    number, start = 0, 0
    while start < len(data):
        number += 1
        end = data.find(b"\n", start)
        end = len(data) if end < 0 else end
        line = data[start:end].strip()
        start = end + 1
        if line:
            yield number, line


def _is_object(line: bytes, limit: int) -> bool:
    """True for a line that is a document of its own, or means to be one."""
    # An indented document opens with a bare bracket; a line over the limit is refused later.
    return len(line) > limit or (line.startswith(b"{") and len(line) > 1 and line.endswith(b"}"))


def _refuse_half_characters(parsed: object) -> None:
    try:
        json.dumps(parsed, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError:
        raise ReadError("a text holds half of a surrogate pair") from None


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        (twice, _), *_ = Counter(name for name, _ in pairs).most_common(1)
        raise ValueError(f"the name {twice[:40]!r} stands twice in one object")
    return found


def _no_number(word: str) -> object:
    raise ValueError(f"{word} is no number of JSON")


_DECODER = json.JSONDecoder(object_pairs_hook=_object, parse_constant=_no_number)
