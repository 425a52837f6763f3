"""Proving a text file of the style ``reading``: banner, title, key block, running text, lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import attrs

from cableconv.model.cable import Cable
from cableconv.model.effective import overall_marking
from cableconv.verify.around import basis_of, surroundings
from cableconv.verify.compare import compare, stream
from cableconv.verify.demand import Scope, units
from cableconv.verify.finding import Finding, FindingKind
from cableconv.verify.plain_head import on_page_lines
from cableconv.verify.printed import Sheet, banners
from cableconv.verify.rows import Row, stamps_of

_ROW = re.compile(r"(?P<label>[^\s:][^:\n]{0,40}): +(?P<value>\S[^\n]*)")
"""Matches "Date:            14 June 1978, 16:45 UTC (141645Z JUN 78)"."""

_RECEIVED = "As received:"
_PROVENANCE = ("Source:", "Notices:")
"""With what the rows on this copy begin."""

_MARKING = "Classification:"
_HIDDEN = "[On page lines: "

Part = Sequence[str]
"""The lines between two blank ones."""


@attrs.frozen
class Reading:
    """A text as its parts.

    Attributes:
        head: the first part, with the banner.
        foot: the last part.
        hidden: the lines with markings of page lines.
        title: the lines before the key block.
        keys: the key block.
        body: the lines of the running text.
        received: the lines as received.
        provenance: the rows on this copy.
    """

    head: Part
    foot: Part
    hidden: Part
    title: Part
    keys: Part
    body: Part
    received: Part
    provenance: Part


def check(text: str, cable: Cable) -> list[Finding]:
    """The differences between a text of the style ``reading`` and its cable."""
    found = _read(text)
    if isinstance(found, Finding):
        return [found]
    basis = basis_of(cable)
    heads = [_without(basis, lines) for lines in (found.head, found.foot)]
    sheet = Sheet("text", *heads)
    banner, stamps = overall_marking(cable).text, stamps_of(cable)
    parts = list(units(cable, Scope(pipes=True)))
    return [
        *banners([sheet], banner, stamps, known=set()),
        *_hidden(found.hidden, cable),
        *surroundings(cable, tuple(_rows(found))),
        *compare(parts, stream(found.body, divided=False)),
    ]


def _read(text: str) -> Reading | Finding:
    parts = list(_parts(text))
    keys = next((n for n, part in enumerate(parts) if _states(part, _MARKING)), 0)
    if not keys:
        message = "it has no key block with the marking of the whole below its banner"
        return Finding(FindingKind.BANNER, "head of the text", "", "", message)
    end = len(parts) - 1
    provenance: Part = ()
    if end - 1 > keys and parts[end - 1][0].startswith(_PROVENANCE):
        end -= 1
        provenance = parts[end]
    received = next((n for n in range(end - 1, keys, -1) if parts[n][0] == _RECEIVED), end)
    title = [line for part in parts[1:keys] for line in part]
    hidden = [line for line in title if line.startswith(_HIDDEN)]
    return Reading(
        parts[0],
        parts[-1],
        hidden,
        [line for line in title if line not in hidden],
        parts[keys],
        [line for part in parts[keys + 1 : received] for line in part],
        [line for part in parts[received:end] for line in part if line != _RECEIVED],
        provenance,
    )


def _without(basis: str, lines: Part) -> list[str]:
    """A banner without what it rests on, which must be said in these words."""
    return [line.removesuffix(basis) for line in lines]


def _hidden(lines: Part, cable: Cable) -> Iterator[Finding]:
    """What the line with markings of page lines must say; there is one at most."""
    told = [line.removeprefix(_HIDDEN).removesuffix("]") for line in lines]
    yield from on_page_lines(cable, " | ".join(told), page_lines=False)


def _parts(text: str) -> Iterator[Part]:
    for part in re.split(r"\n(?:[ \t]*\n)+", text.strip("\n")):
        if part.strip():
            yield part.split("\n")


def _states(part: Part, label: str) -> bool:
    return any(line.startswith(label) for line in part)


def _rows(found: Reading) -> Iterator[Row]:
    yield Row("title", "", " ".join(found.title))
    yield from _labelled(found.keys)
    yield Row("received", "", "\n".join(found.received))
    yield from _labelled(found.provenance)


def _labelled(lines: Part) -> Iterator[Row]:
    """Rows with their values; a line that is set in goes on with the one above."""
    label, values = "", list[str]()
    for line in lines:
        row = _ROW.fullmatch(line)
        if row is not None:
            if values:
                yield Row("row", label, "\n".join(values))
            label, values = row["label"], [row["value"]]
        else:
            values.append(line)
    if values:
        yield Row("row", label, "\n".join(values))
