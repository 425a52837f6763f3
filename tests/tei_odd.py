"""Building the strict schema of our TEI from its ODD and tei_all (``make schema``).

The ODD only takes away: elements that it does not name, attributes that it does not list, values
beyond its lists, and the choice to leave an attribute out. Each of these shrinks the language of
tei_all, because a RELAX NG grammar knows no negation of patterns. What it asks beyond that, such as
an attribute that tei_all does not give to an element, is an error here.
"""

from __future__ import annotations

import sys
from pathlib import Path

import attrs
from lxml import etree

import tei_schema
from tei_schema import TEI

SCHEMAS = Path(__file__).parent.parent / "src" / "cableconv" / "schemas"
ODD = SCHEMAS / "tei-cable.odd"
RNG = SCHEMAS / "tei-cable.rng"
_R = "{http://relaxng.org/ns/structure/1.0}"

_NOTICE = """
RELAX NG schema of the TEI that cableconv writes: a subset of tei_all, TEI P5 4.3.0.
Built from tei-cable.odd and tei_all.rng by "make schema"; do not edit it.

tei_all.rng is (c) TEI Consortium, https://tei-c.org, under the licences CC BY 3.0
(https://creativecommons.org/licenses/by/3.0/) and BSD 2-Clause. The latter reads:

Redistribution and use in source and binary forms, with or without modification, are permitted
provided that the following conditions are met: Redistributions of source code must retain the
above copyright notice, this list of conditions and the following disclaimer. Redistributions in
binary form must reproduce the above copyright notice, this list of conditions and the following
disclaimer in the documentation and/or other materials provided with the distribution.
This software is provided by the copyright holders and contributors "as is" and any express or
implied warranties, including, but not limited to, the implied warranties of merchantability and
fitness for a particular purpose are disclaimed. In no event shall the copyright holder or
contributors be liable for any direct, indirect, incidental, special, exemplary, or consequential
damages (including, but not limited to, procurement of substitute goods or services; loss of use,
data, or profits; or business interruption) however caused and on any theory of liability, whether
in contract, strict liability, or tort (including negligence or otherwise) arising in any way out
of the use of this software, even if advised of the possibility of such damage.
"""


class OddError(Exception):
    """The ODD asks for something that would not be a subset of tei_all."""


@attrs.frozen
class Attribute:
    """An attribute of an element, as the ODD has it.

    Attributes:
        name: with its prefix, ``xml:id``.
        required: whether each such element must have it.
        values: all that it may have; empty for what tei_all allows.
    """

    name: str
    required: bool
    values: tuple[str, ...] = ()


def elements(odd: etree._Element) -> frozenset[str]:
    """The elements that the ODD includes."""
    modules = odd.iter(f"{TEI}moduleRef")
    return frozenset(name for module in modules for name in (module.get("include") or "").split())


def attributes(odd: etree._Element) -> dict[str, tuple[Attribute, ...]]:
    """The attributes that each element has."""
    return {
        str(spec.get("ident")): tuple(
            Attribute(
                str(found.get("ident")),
                found.get("usage") == "req",
                tuple(str(item.get("ident")) for item in found.iter(f"{TEI}valItem")),
            )
            for found in spec.iter(f"{TEI}attDef")
        )
        for spec in odd.iter(f"{TEI}elementSpec")
    }


def built(odd: Path = ODD) -> etree._Element:
    """The grammar of the ODD, freshly made from tei_all.

    Raises:
        OddError: it would not be a subset of tei_all.
        SchemaUnavailableError: tei_all cannot be had.
    """
    source = etree.parse(odd).getroot()
    grammar = tei_schema.pruned(tei_schema.tei_all(), elements(source))
    defines = {str(define.get("name")): define for define in grammar.findall(f"{_R}define")}
    listed = attributes(source)
    unknown = (elements(source) | set(listed)) - set(defines)
    if unknown:
        raise OddError(f"tei_all has no such elements: {sorted(unknown)}")
    for name in sorted(elements(source)):
        _restrict(defines[name], defines, listed.get(name, ()))
    tei_schema.drop_unreachable(grammar)
    return grammar


def _restrict(
    define: etree._Element, defines: dict[str, etree._Element], listed: tuple[Attribute, ...]
) -> None:
    """Give an element the listed attributes and no others."""
    element = define[0]
    base: dict[str, etree._Element] = {}
    for pattern in list(element):
        if _is_attribute(pattern):
            base |= {str(found.get("name")): found for found in _attributes(pattern, defines)}
            element.remove(pattern)
    if not len(element):
        etree.SubElement(element, f"{_R}empty")
    place = str(element.get("name"))
    for attribute in listed:
        if attribute.name not in base:
            raise OddError(f"tei_all has no attribute {attribute.name} of {place}")
        element.append(_restricted(base.pop(attribute.name), attribute, place))
    needed = [name for name, found in base.items() if not _is_optional(found)]
    if needed:
        raise OddError(f"tei_all wants these attributes of {place}: {needed}")


def _is_attribute(pattern: etree._Element) -> bool:
    if pattern.tag == f"{_R}ref":
        return ".attribute" in str(pattern.get("name"))
    return pattern.tag == f"{_R}attribute" or (
        pattern.tag == f"{_R}optional" and pattern.find(f"{_R}attribute") is not None
    )


def _attributes(
    pattern: etree._Element, defines: dict[str, etree._Element]
) -> list[etree._Element]:
    """The attributes that a pattern stands for, classes followed."""
    if pattern.tag == f"{_R}ref":
        inner = list(defines[str(pattern.get("name"))])
        return [found for part in inner for found in _attributes(part, defines)]
    if pattern.tag == f"{_R}attribute":
        return [pattern]
    if pattern.tag in (f"{_R}optional", f"{_R}empty"):
        return [found for part in pattern for found in _attributes(part, defines)]
    raise OddError(f"attributes stand in a {pattern.tag}, which is not understood")


def _is_optional(attribute: etree._Element) -> bool:
    parent = attribute.getparent()
    return parent is not None and parent.tag == f"{_R}optional"


def _restricted(base: etree._Element, attribute: Attribute, place: str) -> etree._Element:
    made = etree.Element(f"{_R}attribute", {"name": attribute.name})
    if attribute.values:
        allowed = {str(value.text) for value in base.iter(f"{_R}value")}
        is_open = base.find(f".//{_R}data") is not None
        if not is_open and not allowed.issuperset(attribute.values):
            raise OddError(f"tei_all does not allow all values of {attribute.name} of {place}")
        if any(not value or value.split() != [value] for value in attribute.values):
            raise OddError(f"a value of {attribute.name} of {place} is not one word")
        choice = etree.SubElement(made, f"{_R}choice")
        for value in attribute.values:
            etree.SubElement(choice, f"{_R}value").text = value
    else:
        made.extend(_copy(part) for part in base)
    if attribute.required or not _is_optional(base):
        return made
    optional = etree.Element(f"{_R}optional")
    optional.append(made)
    return optional


def _copy(element: etree._Element) -> etree._Element:
    return etree.fromstring(etree.tostring(element))


def written(grammar: etree._Element) -> bytes:
    """The grammar as a file, the licence of TEI first; the same bytes each time."""
    clean = etree.fromstring(etree.tostring(grammar), etree.XMLParser(remove_blank_text=True))
    etree.cleanup_namespaces(clean, keep_ns_prefixes=["tei"])
    etree.indent(clean, " ")
    body = etree.tostring(clean, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<!--{_NOTICE}-->\n{body}\n'.encode()


if __name__ == "__main__":
    RNG.write_bytes(written(built()))
    sys.stdout.write(f"{RNG}\n")
