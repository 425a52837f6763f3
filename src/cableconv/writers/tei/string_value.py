"""Reading the source text back out of a TEI document, to prove that nothing was lost."""

from __future__ import annotations

from cableconv.errors import NotACableError
from cableconv.notation.tei import declared

_TEI = "{http://www.tei-c.org/ns/1.0}"


def string_value(xml: bytes) -> str:
    """The string value of ``text`` without ``supplied``, each ``g`` as the character it stands for.

    Args:
        xml: a document of ``TeiWriter``.

    Returns:
        The source text, character for character (``model.walk.source_text``).

    Raises:
        NotACableError: the bytes are not well-formed XML, or hold no TEI ``text``.
    """
    from lxml import etree  # noqa: PLC0415 - writing needs no XML library

    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
    try:
        root = etree.fromstring(xml, parser)
    except etree.XMLSyntaxError as error:
        raise NotACableError(f"the input is not well-formed XML: {error}") from error
    text = root.find(f"{_TEI}text")
    if text is None:
        raise NotACableError("the input holds no TEI text")
    parts: list[str] = []
    walk = etree.iterwalk(text, events=("start", "end"))
    for event, element in walk:
        if event == "end":
            parts.append((element.tail or "") if element is not text else "")
        elif element.tag == f"{_TEI}supplied":
            walk.skip_subtree()
        elif element.tag == f"{_TEI}g":
            parts.append(declared(str(element.get("ref"))))
        else:
            parts.append(element.text or "")
    return "".join(parts)
