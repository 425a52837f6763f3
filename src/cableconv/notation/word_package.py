"""The parts of a Word file, taken out of its ZIP archive under limits.

Refused before anything is parsed: too many entries, too much data, data that grows too much, names
that leave the folder, encryption. Sizes in the archive's directory are not believed: reading stops
at the limit. XML is parsed without entities, DTDs and network. External relationships are ignored.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from typing import TypeAlias

import attrs
from lxml import etree

from cableconv.errors import LimitExceededError, NotACableError, ReadError

Element: TypeAlias = etree._Element  # noqa: SLF001 - lxml has no public name for it

MAX_ENTRIES = 20_000
"""A volume has two parts for each of its cables."""
MAX_TOTAL = 256 * 2**20
"""Bytes of all entries together, unpacked."""
MAX_PART = 64 * 2**20
"""Bytes of one part that is read."""
MAX_RATIO = 400
"""How much an entry may grow; deflated text of cables grows by 3 to 20."""
_SMALL = 2**20
"""Below this size no ratio is looked at: a style sheet of blanks is no bomb."""

_BOMB = "It is made to fill the memory, or damaged. Save the document anew in Word."
_ZIP_ERRORS = (zipfile.BadZipFile, zlib.error, NotImplementedError, OSError, EOFError, ValueError)


@attrs.frozen
class Relation:
    """A relationship of a part: its kind (``header``) and the name of the part it leads to."""

    kind: str
    target: str


class Package:
    """An open Word file.

    Attributes:
        main: name of the document part.
        relations: of the document part, by id.
    """

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _ZIP_ERRORS as error:
            raise NotACableError(
                f"this is not a Word file: {error}", hint="The file may be cut off or damaged."
            ) from None
        _refuse(self._zip.infolist())
        self.main = self._main()
        self.relations = self._relations(self.main)

    def _main(self) -> str:
        for relation in self._relations("").values():
            if relation.kind == "officeDocument":
                return relation.target
        raise NotACableError(
            "this is an Office file or ZIP archive, but no Word document",
            hint="Give a .docx file, or the plain text of the cable.",
        )

    def _relations(self, part: str) -> dict[str, Relation]:
        folder, name = posixpath.split(part)
        root = self.xml(posixpath.join(folder, "_rels", f"{name}.rels"))
        found: dict[str, Relation] = {}
        for element in () if root is None else root:
            target = str(element.get("Target") or "")
            if element.get("TargetMode") == "External" or not target:
                continue
            whole = target[1:] if target.startswith("/") else posixpath.join(folder, target)
            kind = str(element.get("Type") or "").rpartition("/")[2]
            found[str(element.get("Id"))] = Relation(kind, posixpath.normpath(whole))
        return found

    def related(self, kind: str) -> list[Element]:
        """The parts of the document of one kind (``styles``), parsed, in the order of their ids."""
        names = dict.fromkeys(r.target for r in self.relations.values() if r.kind == kind)
        return [root for name in names if (root := self.xml(name)) is not None]

    def names(self) -> list[str]:
        """The names of all entries."""
        return self._zip.namelist()

    def part_of(self, rid: str) -> Element | None:
        """The part that a relation of the document leads to, parsed; None where there is none."""
        relation = self.relations.get(rid)
        return None if relation is None else self.xml(relation.target)

    def xml(self, name: str) -> Element | None:
        """A part, parsed; None where it is not there.

        Raises:
            LimitExceededError: it is too large, or nested too deeply.
            NotACableError: it is not well-formed XML, or cannot be unpacked.
            ReadError: it has a document type declaration.
        """
        data = self._data(name)
        if data is None:
            return None
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            root = etree.fromstring(data, parser)
        except etree.XMLSyntaxError as error:
            deep = "depth" in str(error.msg).lower() or "huge" in str(error.msg).lower()
            kind = LimitExceededError if deep else NotACableError
            raise kind(f"the part {name} is not XML that can be read: {error.msg}") from None
        declared: object = root.getroottree().docinfo.internalDTD  # None without
        if declared is not None:
            raise ReadError(f"the part {name} has a document type declaration, which is not read")
        return root

    def _data(self, name: str) -> bytes | None:
        try:
            info = self._zip.getinfo(name)
        except KeyError:
            return None
        try:
            with self._zip.open(info) as stream:
                data = stream.read(MAX_PART + 1)
        except (*_ZIP_ERRORS, RuntimeError) as error:
            raise NotACableError(f"the part {name} cannot be unpacked: {error}") from None
        if len(data) > MAX_PART:
            raise LimitExceededError(f"the part {name} is over {MAX_PART} bytes", hint=_BOMB)
        return data


def _refuse(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MAX_ENTRIES:
        raise LimitExceededError(
            f"the archive has {len(entries)} entries, over the limit of {MAX_ENTRIES}", hint=_BOMB
        )
    total = sum(entry.file_size for entry in entries)
    if total > MAX_TOTAL:
        raise LimitExceededError(
            f"the archive unpacks to {total} bytes, over the limit of {MAX_TOTAL}", hint=_BOMB
        )
    for entry in entries:
        _refuse_entry(entry)


def _refuse_entry(entry: zipfile.ZipInfo) -> None:
    if entry.file_size > _SMALL and entry.file_size > MAX_RATIO * max(entry.compress_size, 1):
        raise LimitExceededError(
            f"the entry {entry.filename[:80]!r} grows more than {MAX_RATIO} times", hint=_BOMB
        )
    name = entry.filename.replace("\\", "/")
    if name.startswith("/") or ".." in name.split("/"):
        raise ReadError(f"the archive has an entry outside of it: {entry.filename[:80]!r}")
    if entry.flag_bits & 1:
        raise NotACableError("the file is encrypted", hint="Save it without a password.")
