"""cableconv turns diplomatic cables into DOCX, PDF, HTML, TEI XML, JSON and plain text.

The public names below are loaded when first used; importing the package loads no format library.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cableconv.batch.corpus import convert_corpus
    from cableconv.batch.receipt import Receipt, Status
    from cableconv.conversion import (
        convert,
        dumps,
        loads,
        read,
        read_all,
        write,
    )
    from cableconv.errors import CableconvError
    from cableconv.model.cable import Cable
    from cableconv.notices import Notice
    from cableconv.registry import formats
    from cableconv.summary import summarize
    from cableconv.volume import write_volume
    from cableconv.word import to_docx
    from cableconv.writers.docx import strip_source

__version__ = "0.1.0"

__all__ = [
    "Cable",
    "CableconvError",
    "Notice",
    "Receipt",
    "Status",
    "__version__",
    "convert",
    "convert_corpus",
    "dumps",
    "formats",
    "loads",
    "read",
    "read_all",
    "strip_source",
    "summarize",
    "to_docx",
    "write",
    "write_volume",
]

_HOMES = {
    "Cable": "cableconv.model.cable",
    "CableconvError": "cableconv.errors",
    "Notice": "cableconv.notices",
    "Receipt": "cableconv.batch.receipt",
    "Status": "cableconv.batch.receipt",
    "convert": "cableconv.conversion",
    "convert_corpus": "cableconv.batch.corpus",
    "dumps": "cableconv.conversion",
    "formats": "cableconv.registry",
    "loads": "cableconv.conversion",
    "read": "cableconv.conversion",
    "read_all": "cableconv.conversion",
    "strip_source": "cableconv.writers.docx",
    "summarize": "cableconv.summary",
    "to_docx": "cableconv.word",
    "write": "cableconv.conversion",
    "write_volume": "cableconv.volume",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - each public name has its own type
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(importlib.import_module(home), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
