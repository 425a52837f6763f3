"""One TEI document of one cable, from whichever profile, with characters that XML can hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import attrs

from cableconv.model.cable import Cable
from cableconv.model.furniture import without_furniture
from cableconv.notices import Notice, NoticeKind, Severity
from cableconv.writers.tei.correspondence import stations
from cableconv.writers.tei.divisions import DivisionRenderer
from cableconv.writers.tei.edition import Corpus, Edition
from cableconv.writers.tei.escape import CarefulEscape, Escape, holds_illegal
from cableconv.writers.tei.frus import FrusRenderer
from cableconv.writers.tei.frus_header import FrusHeader
from cableconv.writers.tei.header import HeaderWriter
from cableconv.writers.tei.options import Profile, TeiOptions

NAMESPACE = "http://www.tei-c.org/ns/1.0"


@attrs.frozen
class Document:
    """A written document.

    Attributes:
        xml: its ``TEI`` element, in UTF-8, with a line end.
        notices: what was left out or replaced.
    """

    xml: bytes
    notices: tuple[Notice, ...]


def document(
    cable: Cable,
    options: TeiOptions,
    *,
    prefix: str = "",
    corpus: Corpus | None = None,
) -> Document:
    """The ``TEI`` element of a cable.

    Args:
        cable: what is written.
        options: of the writer.
        prefix: of each xml:id but that of the document.
        corpus: what it shares with others in the same file; None for a file of its own.
    """
    kept = without_furniture(cable) if options.furniture == "drop" else cable
    left_out = len(cable.furniture) - len(kept.furniture) if kept is not cable else 0

    def edition(escape: Callable[[str], Escape]) -> Edition:
        return Edition(kept, escape(prefix), left_out=left_out, ism=options.ism, corpus=corpus)

    render = _PROFILES[options.profile]
    written = edition(Escape)
    xml = None if holds_illegal(written.source) else _legal(render(written))
    if xml is None:
        written = edition(CarefulEscape)
        xml = render(written).encode()
    return Document(xml, tuple(_notices(written)))


def _legal(text: str) -> bytes | None:
    """A document in UTF-8; None where it holds a character that XML cannot hold."""
    try:
        xml = text.encode()
    except UnicodeEncodeError:  # a lone surrogate
        return None
    return None if holds_illegal(xml) else xml


def _overlay(edition: Edition) -> str:
    title = edition.escape.value(edition.title)
    text = DivisionRenderer(edition).whole_text(title)
    return _element(edition, HeaderWriter(edition).header(), text)


def _frus(edition: Edition) -> str:
    renderer = FrusRenderer(edition)
    edition.released = True
    text = renderer.whole_text()
    edition.lossy = ", ".join(f"{what} ({count})" for what, count in renderer.left_out.items())
    return _element(edition, FrusHeader(edition, edition.lossy).header(), text)


_PROFILES: dict[Profile, Callable[[Edition], str]] = {"overlay": _overlay, "frus": _frus}


def _element(edition: Edition, header: str, text: str) -> str:
    name = f' xml:id="{edition.document_id}"' if edition.document_id else ""
    return f'<TEI xmlns="{NAMESPACE}"{name}>\n{header}{stations(edition)}{text}\n</TEI>\n'


def _notices(edition: Edition) -> Iterator[Notice]:
    replaced = edition.escape.replaced
    if replaced:
        message = (
            f"{replaced} control characters stand as pictures in attributes or header, "
            "where XML cannot hold them; the text has them all"
        )
        yield Notice(NoticeKind.NOT_EXPRESSIBLE, message, Severity.WARNING)
    for name in dict.fromkeys(edition.unknown):
        message = f"TEI output knows no {name}; its characters are kept without its meaning"
        yield Notice(NoticeKind.UNKNOWN_NODE, message, Severity.WARNING)
    if edition.no_token:
        message = f"IC-ISM has no token for these markings: {', '.join(edition.no_token)}"
        yield Notice(NoticeKind.NOT_EXPRESSIBLE, message, Severity.WARNING)
    if edition.marks is not None and not edition.sent:
        message = "the cable states no date; its ISM attributes have no createDate"
        yield Notice(NoticeKind.NOT_EXPRESSIBLE, message, Severity.WARNING)
    if edition.lossy:
        message = f"left out in the profile frus: {edition.lossy}"
        yield Notice(NoticeKind.OMITTED, message)
    if edition.left_out:
        message = f"pieces of text left out that are the carrier's: {edition.left_out}"
        yield Notice(NoticeKind.OMITTED, message)
