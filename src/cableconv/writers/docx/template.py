"""A user's document as a template: its styles by name, its page; our styles where it has none.

Nothing else of it is taken: its text, headers and footers stay behind, because each page shows the
banner and nothing that could be taken for one. A template that could run or load something, or
that hides marks, is refused.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import TypeAlias

import attrs
from lxml import etree

from cableconv.errors import OptionError, ReadError
from cableconv.notation.word_package import Package
from cableconv.writers.docx.look import Look, look
from cableconv.writers.docx.options import Banner, Lines, PageSize
from cableconv.writers.docx.styles import SANS, SERIF, styles_xml
from cableconv.writers.docx.theme import theme_xml

Element: TypeAlias = etree._Element  # noqa: SLF001 - lxml has no public name for it

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"

_ACTIVE = frozenset({
    "vbaProject", "wordVbaData", "attachedTemplate", "oleObject", "package", "control",
    "activeXControlBinary", "aFChunk", "subDocument", "mailMergeSource", "mailMergeHeaderSource",
    "frame", "keyMapCustomizations", "attachedToolbars",
})  # fmt: skip
"""Relationships that run, load or attach something."""

_OUTSIDE = frozenset({"hyperlink"})
"""What may lead out of a template: its text is not taken."""

_MARKS = ("Portion Mark", "Classification", "Handling Caption", "Release Stamp", "Redaction")
"""Styles of markings begin with these names."""

_NARROWEST = 2880
"""Least width of text: 2 in."""

_HINT = "Save it as a plain .docx, without macros and attached templates."


def template_look(path: str, page: PageSize, banner: Banner, lines: Lines) -> Look:
    """The look that a template gives.

    Args:
        path: of a .docx or .dotx file.
        page: for a template without a page size.
        banner: as of ``DocxOptions``, for banners that the template has no style for.
        lines: as of ``DocxOptions``.

    Raises:
        OptionError: the file is missing, no Word file, or one that is refused.
    """
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        reason = error.strerror or error
        raise OptionError(f"the template {path} cannot be read: {reason}") from None
    try:
        return _look(data, page, banner, lines)
    except ReadError as error:
        raise OptionError(f"the template {path} cannot be used: {error.message}") from None
    except OptionError as error:
        raise OptionError(f"the template {path} {error.message}", hint=error.hint) from None


@lru_cache(maxsize=8)
def _look(data: bytes, page: PageSize, banner: Banner, lines: Lines) -> Look:
    package = Package(data)
    _refuse_active(package)
    found = _page(package.xml(package.main), page)
    theirs = next(iter(package.related("styles")), None)
    if theirs is None:
        raise OptionError("has no styles", hint=_HINT)
    ours = _parsed(styles_xml(banner, lines, found.text_width).encode())
    ids = _merge(theirs, ours)
    _refuse_hidden(theirs)
    numbering = next(iter(package.related("numbering")), None)
    uses = next(theirs.iter(f"{_W}numPr"), None) is not None
    made = look(
        found,
        _bytes(theirs),
        _theme(package),
        _numbering(numbering) if uses and numbering is not None else None,
    )
    return attrs.evolve(made, styles=ids)


# --- what is refused -----------------------------------------------------------------------------


def _refuse_active(package: Package) -> None:
    types = package.xml("[Content_Types].xml")
    for node in () if types is None else types:
        content_type = str(node.get("ContentType") or "")
        if "macroEnabled" in content_type or "vbaProject" in content_type:
            raise OptionError("holds macros, and is refused", hint=_HINT)
    for kind, outside in _relations(package):
        if kind in _ACTIVE or (outside and kind not in _OUTSIDE):
            raise OptionError(f"is refused: it loads something ({kind})", hint=_HINT)


def _relations(package: Package) -> Iterator[tuple[str, bool]]:
    """Kind of each relationship of any part, and whether it leads out of the file."""
    for name in package.names():
        root = package.xml(name) if name.endswith(".rels") else None
        for node in () if root is None else root:
            kind = str(node.get("Type") or "").rpartition("/")[2]
            yield kind, node.get("TargetMode") == "External"


def _refuse_hidden(styles: Element) -> None:
    """A template must not hide marks."""
    for style in styles.iter(f"{_W}style"):
        name = _name(style)
        for tag in ("vanish", "webHidden", "specVanish"):
            switch = style.find(f"{_W}rPr/{_W}{tag}")
            on = switch is not None and switch.get(f"{_W}val") not in {"0", "false", "off"}
            if on and name.startswith(_MARKS):
                raise OptionError(f"is refused: its style {name!r} hides marks")


# --- styles --------------------------------------------------------------------------------------


def _merge(theirs: Element, ours: Element) -> Mapping[str, str]:
    """Add our styles that theirs lack, by name; give the ids that differ from ours."""
    known = {_name(style).lower(): style for style in theirs.iter(f"{_W}style")}
    taken = {_id(style) for style in known.values()}
    defaults = {_kind(style) for style in known.values() if style.get(f"{_W}default")}
    ids: dict[str, str] = {}
    added = []
    for style in ours.findall(f"{_W}style"):
        same = known.get(_name(style).lower())
        if same is None:
            ids[_id(style)] = _free(_id(style), taken)
            added.append(style)
        elif _kind(same) != _kind(style):
            what = f"its style {_name(style)!r} is a {_kind(same)} style"
            raise OptionError(f"cannot be used: {what}, and must be a {_kind(style)} style")
        else:
            ids[_id(style)] = _id(same)
    for style in added:
        style.set(f"{_W}styleId", ids[_id(style)])
        if style.get(f"{_W}default") and _kind(style) in defaults:
            del style.attrib[f"{_W}default"]
        for tag in ("basedOn", "next", "link"):
            for node in style.findall(f"{_W}{tag}"):
                node.set(f"{_W}val", ids[str(node.get(f"{_W}val"))])
        theirs.append(style)
    return MappingProxyType({own: other for own, other in ids.items() if own != other})


def _free(wanted: str, taken: set[str]) -> str:
    while wanted in taken:
        wanted += "_"
    taken.add(wanted)
    return wanted


def _name(style: Element) -> str:
    name = style.find(f"{_W}name")
    return _id(style) if name is None else str(name.get(f"{_W}val"))


def _id(style: Element) -> str:
    return str(style.get(f"{_W}styleId"))


def _kind(style: Element) -> str:
    return str(style.get(f"{_W}type") or "paragraph")


# --- page, theme, numbering ----------------------------------------------------------------------


def _page(document: Element | None, page: PageSize) -> PageSize:
    """Size and margins of the template's last section; its page where it states none."""
    sections = [] if document is None else list(document.iter(f"{_W}sectPr"))
    if not sections:
        return page
    size, margins = (sections[-1].find(f"{_W}{tag}") for tag in ("pgSz", "pgMar"))
    known = {
        **{name: _twips(size, short) for name, short in (("width", "w"), ("height", "h"))},
        **{
            name: _twips(margins, name)
            for name in ("top", "right", "bottom", "left", "header", "footer")
        },
    }
    found = attrs.evolve(page, **{name: value for name, value in known.items() if value})
    if found.text_width < _NARROWEST:
        raise OptionError("cannot be used: less than 2 inches are between its margins")
    return found


def _twips(element: Element | None, name: str) -> int:
    """A measure; 0 where there is none. A negative margin would let text run into the banner."""
    text = "" if element is None else str(element.get(f"{_W}{name}") or "")
    try:
        return abs(round(float(text)))
    except (ValueError, OverflowError):
        return 0


def _theme(package: Package) -> bytes:
    """Their theme, where it stands by itself; else ours."""
    root = next(iter(package.related("theme")), None)
    links = root is None or any(
        str(key).startswith(_R) for node in root.iter() for key in node.attrib
    )
    return theme_xml(SANS, SERIF).encode() if root is None or links else _bytes(root)


def _numbering(root: Element) -> bytes:
    """Their numbering without pictures, which are parts of their own."""
    for tag in ("numPicBullet", "lvlPicBulletId"):
        for node in list(root.iter(f"{_W}{tag}")):
            parent = node.getparent()
            if parent is not None:
                parent.remove(node)
    return _bytes(root)


def _parsed(xml: bytes) -> Element:
    return etree.fromstring(xml, _parser())


def _parser() -> etree.XMLParser:
    # Blank text between elements is dropped, as python-docx drops it.
    return etree.XMLParser(resolve_entities=False, no_network=True, remove_blank_text=True)


def _bytes(root: Element) -> bytes:
    """As python-docx writes a part."""
    clean = _parsed(etree.tostring(root))
    return etree.tostring(clean, xml_declaration=True, encoding="UTF-8", standalone=True)
