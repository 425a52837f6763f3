"""A BagIt bag of a run's outputs (RFC 8493), made from the hashes that the ledger recorded.

The outputs lie under ``data/objects``, where Archivematica looks for them, and what describes them
under ``data/metadata``: the index as CSV and JSON Lines, and PREMIS events. Outputs are not copied
where the bag is on the same disk: both names lead to one file.
"""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TextIO

import attrs

from cableconv import __version__
from cableconv.batch.export.base import Record, appearing, changed, ended, text_file
from cableconv.batch.export.premis import write_premis
from cableconv.batch.export.table import write_csv, write_jsonl
from cableconv.batch.receipt import Output

OBJECTS = "data/objects"
METADATA = "data/metadata"

DECLARATION = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"

_CHUNK = 2**20

_DESCRIBED: dict[str, Callable[[Record, TextIO], int]] = {
    "index.csv": write_csv,
    "index.jsonl": write_jsonl,
    "premis.xml": write_premis,
}
"""What goes into ``data/metadata``; Archivematica reads ``premis.xml`` there."""


@attrs.frozen
class Bag:
    """What was put into a bag: number of files, and of their bytes."""

    files: int
    size: int


def write_bag(
    record: Record, out: Path, target: Path, info: Mapping[str, str] | None = None
) -> Bag:
    """Make a bag of the outputs of a run.

    Args:
        record: the ledger.
        out: the output folder.
        target: the bag's folder, which must not be there. It appears when it is complete.
        info: lines for ``bag-info.txt``, such as ``Source-Organization``.

    Raises:
        OutputExistsError: ``target`` is there already.
        EnvironmentFailure: an output is missing or of another size than was recorded, or
            ``target`` cannot be written.
    """
    with appearing(target) as part:
        return _write(record, out, part, info or {})


def _write(record: Record, out: Path, bag: Path, info: Mapping[str, str]) -> Bag:
    (bag / OBJECTS).mkdir(parents=True)
    (bag / METADATA).mkdir()
    files = size = 0
    manifest = "manifest-sha256.txt"
    with (bag / manifest).open("w", encoding="utf-8", newline="\n") as lines:
        for path, length, sha256 in _payload(record, out, bag):
            lines.write(f"{sha256}  {encoded(path)}\n")
            files, size = files + 1, size + length
    _save(bag / "bagit.txt", DECLARATION)
    _save(bag / "bag-info.txt", _info(record, files, size, info))
    tags = ("bag-info.txt", "bagit.txt", manifest)
    lines_of_tags = (f"{_hash(bag / name)}  {name}\n" for name in tags)
    _save(bag / "tagmanifest-sha256.txt", "".join(lines_of_tags))
    return Bag(files, size)


def _payload(record: Record, out: Path, bag: Path) -> Iterator[tuple[str, int, str]]:
    """Put each payload file into the bag; its path in it, size and hash."""
    for receipt in record.receipts():
        for output in receipt.outputs:
            path = f"{OBJECTS}/{output.relpath}"
            _put(out / output.relpath, bag / path, output)
            yield path, output.bytes, output.sha256
    for name, write in _DESCRIBED.items():
        path = f"{METADATA}/{name}"
        with text_file(bag / path) as stream:
            write(record, stream)
        yield path, (bag / path).stat().st_size, _hash(bag / path)


def _put(source: Path, target: Path, output: Output) -> None:
    """Give an output a second name in the bag; copy it where another disk needs that."""
    try:
        size = source.lstat().st_size
    except FileNotFoundError as error:
        raise changed(source, "is missing") from error
    if source.is_symlink() or size != output.bytes:
        raise changed(source, f"has {size:,} bytes where {output.bytes:,} were recorded")
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(source, target)
    except OSError as error:
        if error.errno not in {errno.EXDEV, errno.EPERM, errno.EMLINK, errno.ENOTSUP, errno.EACCES}:
            raise
        shutil.copyfile(source, target)
        if _hash(target) != output.sha256:
            raise changed(source, "is not as it was recorded") from error


def encoded(path: str) -> str:
    """A path as manifests spell it: percent signs and line ends are encoded (RFC 8493, 2.1.3)."""
    return path.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _info(record: Record, files: int, size: int, info: Mapping[str, str]) -> str:
    date = (ended(record) or "")[:10]
    banners = Counter(
        str(receipt.facts.get("banner")) for receipt in record.receipts() if receipt.outputs
    )
    said = "; ".join(f"{banner}: {count}" for banner, count in sorted(banners.items()))
    known = {
        "Bag-Software-Agent": f"cableconv {__version__}",
        **({"Bagging-Date": date} if date else {}),
        "Payload-Oxum": f"{size}.{files}",
        "Internal-Sender-Description": f"{banners.total()} diplomatic cables. Markings: {said}",
    }
    return "".join(f"{key}: {_folded(value)}\n" for key, value in {**info, **known}.items())


def _folded(value: str) -> str:
    return " ".join(value.split())


def _save(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


def _hash(path: Path) -> str:
    sha256 = hashlib.sha256()
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            sha256.update(chunk)
    return sha256.hexdigest()
