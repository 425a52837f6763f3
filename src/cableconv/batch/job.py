"""What a run is asked to do, as plain data that can travel to another process or machine."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import attrs

from cableconv import __version__
from cableconv.batch.outputs import WHOLE
from cableconv.files import MAX_BYTES


@attrs.frozen
class Limits:
    """What one input may cost. Limits do not change an output, so the configuration leaves them.

    Attributes:
        seconds: time of one cable; for a larger input, ``seconds_per_mb`` more for each megabyte.
        seconds_per_mb: see there.
        memory_mb: memory of a worker process, in megabytes; 0 for no limit.
        retries: how often an input is tried again, alone, after its process ended or was ended.
        recycle: a worker process is replaced after so many inputs.
    """

    seconds: float = 60.0
    seconds_per_mb: float = 10.0
    memory_mb: int = 2048
    retries: int = 1
    recycle: int = 2000


@attrs.frozen
class JobSpec:
    """How each input is read and written.

    Attributes:
        out: absolute path of the output folder.
        formats: names of writers, in order.
        options: of each writer that has any, as ``-O`` takes them.
        layout: name of the layout; see ``cableconv.batch.layout``.
        from_format: name of the reader; None to look at each input.
        year: hint for the readers.
        max_bytes: refuse larger inputs.
        verify: read each output back, and keep none that lacks anything.
        limits: what one input may cost.
        part: what stands in the names of temporary files; each shard has its own.
        prove: write nothing, and prove that the outputs hold what their inputs demand.
        version: of cableconv; a worker of another version refuses the job.
    """

    out: str
    formats: tuple[str, ...]
    options: Mapping[str, Mapping[str, str]] = MappingProxyType({})
    layout: str = "tree"
    from_format: str | None = None
    year: int | None = None
    max_bytes: int = MAX_BYTES
    verify: bool = False
    limits: Limits = Limits()
    part: str = WHOLE
    prove: bool = False
    version: str = __version__

    @property
    def configuration(self) -> dict[str, Any]:
        """All that decides what the outputs hold and where they lie."""
        return {
            "formats": list(self.formats),
            "options": {name: dict(given) for name, given in sorted(self.options.items())},
            "layout": self.layout,
            "from_format": self.from_format,
            "year": self.year,
            "max_bytes": self.max_bytes,
            "verify": self.verify,
            "version": self.version,
        }

    @property
    def config_sha256(self) -> str:
        """Of the configuration, in hex: outputs of another one are made again."""
        text = json.dumps(self.configuration, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()

    def to_plain(self) -> dict[str, Any]:
        """For JSON."""
        rest = {
            "out": self.out,
            "limits": attrs.asdict(self.limits),
            "part": self.part,
            "prove": self.prove,
        }
        return {**self.configuration, **rest}

    @classmethod
    def from_plain(cls, data: Mapping[str, Any]) -> JobSpec:
        """The inverse of ``to_plain``."""
        formats = tuple(data["formats"])
        return cls(**{**data, "formats": formats, "limits": Limits(**data["limits"])})
