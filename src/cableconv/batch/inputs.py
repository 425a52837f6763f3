"""Where the inputs of a finished run lie now, and which of them cannot be reached."""

from __future__ import annotations

import os
from collections.abc import Iterator

import attrs

from cableconv.batch.ledger import DONE, Ledger
from cableconv.batch.ref import Ref
from cableconv.batch.remote import is_remote
from cableconv.batch.sources import Sources


def recorded(ledger: Ledger, sample: int | None = None) -> Iterator[Ref]:
    """The inputs of which there are outputs, where they lay when these were made.

    Args:
        ledger: of the run.
        sample: about so many of them, spread evenly; None for all.
    """
    yield from ledger.places(DONE, spread=sample)


def named(ledger: Ledger, sources: Sources, sample: int | None = None) -> Iterator[Ref]:
    """The same inputs as a source holds them now, by their ids; parameters as of ``recorded``.

    A source of the same form gives the same ids, wherever it lies. What the run did not read is
    left out, and what the source does not hold is not given: ``ledger.unclaimed`` tells of it.
    """
    step = max(1, ledger.count_inputs(DONE) // sample) if sample else 1
    position = 0
    for ref in sources.refs():
        found = ledger.claimed(ref)
        if any(receipt.status.is_done for receipt, _ in ledger.of_ref(found.id)):
            if position % step == 0:
                yield found
            position += 1


@attrs.define
class _Place:
    first: str
    inputs: int = 0
    several: bool = False


@attrs.define
class Unreachable:
    """Inputs that cannot be reached, told by the few places that are at fault for them."""

    _places: dict[tuple[str, str], _Place] = attrs.Factory(dict)

    def add(self, ref: Ref, reason: str) -> None:
        """Note an input, and why it cannot be reached."""
        root = at_fault(ref.uri)
        place = self._places.setdefault((os.path.dirname(root), reason), _Place(root))  # noqa: PTH120 - or a URL
        place.inputs += 1
        place.several = place.several or place.first != root

    def told(self) -> Iterator[tuple[str, str]]:
        """Each place, and what is to be said of it."""
        for (folder, reason), place in self._places.items():
            count = f"{place.inputs:,} inputs" if place.inputs > 1 else "1 input"
            if place.several:
                name = os.path.basename(place.first)  # noqa: PTH119 - or of a URL
                yield folder, f"{count} in it (the first is {name}): {reason}"
            elif place.inputs > 1:
                yield place.first, f"{reason} ({count})"
            else:
                yield place.first, reason


def at_fault(uri: str) -> str:
    """The highest folder of a path that is missing; the path itself where all are there."""
    found = uri
    if is_remote(uri):
        return found
    parent = os.path.dirname(found)  # noqa: PTH120 - kept as it was written
    while not os.path.lexists(parent) and parent != os.path.dirname(parent):  # noqa: PTH120
        found, parent = parent, os.path.dirname(parent)  # noqa: PTH120
    return found
