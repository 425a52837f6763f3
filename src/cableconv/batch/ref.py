"""A reference to an input: where it lies, never what it says."""

from __future__ import annotations

from typing import Any

import attrs


def id_part(name: str) -> str:
    r"""A name as a part of an id: ``#`` as ``%23``, a byte that is no UTF-8 as ``\xff``.

    So ``#`` in an id stands before a member, row or number of a cable only.
    """
    text = name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return text.replace("#", "%23")


@attrs.frozen
class Ref:
    """Where one input of a corpus lies. It is small, plain, and may travel to another machine.

    Attributes:
        id: the stable name of the input in its corpus, as far as it is known before reading:
            ``2007/07MEXICO4390.txt`` (path below the folder that was named, with ``/``),
            ``cables.zip#a/b.txt`` (member), ``cables.csv#17`` (row or line, from 1). Unique in a
            run: a second input of the same id gets ``~2`` at its end.
        uri: an absolute path, or a URL (``s3://bucket/key``).
        member: name of the member of a zip or tar file; None for the whole file.
        offset: first byte of a row or line, or of a member of a tar file that is not compressed;
            None for the whole file.
        length: number of bytes there, or of the file or member where it is known; None where not.
        row: number of the row or line, or of the member of a compressed tar file, from 1.
        line: 1-based line of the file on which a row begins.
        format: name of the reader that the source is sure of; None to look at the input.
    """

    id: str
    uri: str
    member: str | None = None
    offset: int | None = None
    length: int | None = None
    row: int | None = None
    line: int | None = None
    format: str | None = None

    @property
    def name(self) -> str:
        """The file name of the input, without folders; readers are told it."""
        return (self.member or self.uri).replace("\\", "/").rpartition("/")[2]

    def to_plain(self) -> dict[str, Any]:
        """For JSON; what is None is left out."""
        return {k: v for k, v in attrs.asdict(self).items() if v is not None}

    @classmethod
    def from_plain(cls, data: dict[str, Any]) -> Ref:
        """The inverse of ``to_plain``."""
        return cls(**data)
