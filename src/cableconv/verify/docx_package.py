"""The parts of a DOCX file, found as Word finds them: by relations, from the root on."""

from __future__ import annotations

import contextlib
import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from functools import cached_property

from lxml import etree

from cableconv.verify.finding import Finding, FindingKind

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_S = "{urn:cableconv:source:1}"

_LARGEST_PART = 1 << 28
_OFF = frozenset({"0", "false", "off"})


class DamagedError(Exception):
    """The file cannot be read; the message says why."""

    def finding(self) -> Finding:
        """The same, as a finding."""
        return Finding(FindingKind.UNREADABLE, "file", "", "", f"it is no DOCX file: {self}")


def is_on(switch: etree._Element | None) -> bool:
    """Whether a switch of WordprocessingML is there and on."""
    return switch is not None and switch.get(f"{W}val") not in _OFF


class Package:
    """An open file.

    Raises:
        DamagedError: here, or from any method: it cannot be read.
    """

    def __init__(self, output: bytes) -> None:
        self._members = _members(output)
        self._parts: dict[str, etree._Element] = {}

    def part(self, name: str) -> etree._Element:
        """A part, parsed."""
        if name not in self._parts:
            if name not in self._members:
                raise DamagedError(f"the part {name} is missing")
            parser = etree.XMLParser(
                resolve_entities=False, no_network=True, huge_tree=True, remove_comments=True,
                remove_pis=True,
            )  # fmt: skip
            try:
                self._parts[name] = etree.fromstring(self._members[name], parser)
            except etree.XMLSyntaxError as error:
                raise DamagedError(f"{name}: {error}") from error
        return self._parts[name]

    @cached_property
    def main(self) -> str:
        """Name of the document part, whatever it is called."""
        for _, kind, name in self._relations(""):
            if kind == "officeDocument":
                return name
        raise DamagedError("nothing in it is named as its document")

    def _relations(self, of: str) -> list[tuple[str, str, str]]:
        """Id, kind and target of each relation of a part."""
        folder, last = posixpath.split(of)
        name = posixpath.join(folder, "_rels", f"{last}.rels")
        if name not in self._members:
            return []
        return [
            (
                str(one.get("Id")),
                str(one.get("Type")).rpartition("/")[2],
                posixpath.normpath(posixpath.join("/", folder, str(one.get("Target"))))[1:],
            )
            for one in self.part(name)
        ]

    @cached_property
    def targets(self) -> dict[str, str]:
        """Names of the document's parts by relation id."""
        return {rid: name for rid, _, name in self._relations(self.main)}

    def related(self, kind: str, of: str | None = None) -> etree._Element | None:
        """The first part of a kind (``styles``) that the document, or another part, leads to."""
        found = (name for _, known, name in self._relations(self.main if of is None else of)
                 if known == kind and name in self._members)  # fmt: skip
        name = next(found, None)
        return None if name is None else self.part(name)

    def known(self, name: str) -> etree._Element | None:
        """A part, parsed; None where there is none of this name."""
        return self.part(name) if name in self._members else None

    def body(self) -> etree._Element:
        """The body of the document."""
        body = self.part(self.main).find(f"{W}body")
        if body is None:
            raise DamagedError("the document has no body")
        return body

    def sources(self) -> list[list[str]]:
        """The sources that the file carries, in whatever part: for each the JSON of its cables."""
        return [
            ["".join(str(piece.text or "") for piece in cable) for cable in root.iter(f"{_S}cable")]
            for root in self._every()
            if root.tag == f"{_S}source"
        ]

    def _every(self) -> Iterator[etree._Element]:
        """All parts that are XML: another program may have given any of them another name."""
        for name in self._members:
            with contextlib.suppress(DamagedError):
                yield self.part(name)


def _members(output: bytes) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(output)) as package:
            names = [name.casefold() for name in package.namelist()]
            if len(set(names)) < len(names):
                raise DamagedError("two parts of it have one name")
            if any(entry.file_size > _LARGEST_PART for entry in package.infolist()):
                raise DamagedError("a part of it is too large")
            return {name: package.read(name) for name in package.namelist()}
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise DamagedError(str(error)) from error
