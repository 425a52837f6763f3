"""What the parts of one TEI document share: escaping, categories, ids, stations."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cached_property

import attrs

from cableconv.grammar.months import MONTHS
from cableconv.model.cable import Cable
from cableconv.model.markings import PortionMark
from cableconv.model.walk import source_text
from cableconv.notation.tei import TAXONOMIES
from cableconv.writers.keyblock import release_stamps, subject_words
from cableconv.writers.tei.escape import Escape
from cableconv.writers.tei.taxonomy import Categories, Ids

CABLE_ID = "cable"
SOFTWARE_ID = "cableconv"
FILE_ID = "src-file"
TELEGRAM_ID = "src-cable"
TAGS_ID = "tags"
_RESERVED = frozenset((CABLE_ID, SOFTWARE_ID, FILE_ID, TELEGRAM_ID, *TAXONOMIES, TAGS_ID))


@attrs.frozen
class Corpus:
    """What the telegrams of one file share.

    Attributes:
        document_ids: gives out the xml:ids of its telegrams.
        categories: the xml:id of each category that is declared once for all.
    """

    document_ids: Ids
    categories: Mapping[tuple[str, str], str]


def instant(when: dt.datetime) -> str:
    """A time in UTC as ``@when`` has it: ``2007-08-16T18:31:00Z``."""
    return f"{when.isoformat()[:19]}Z"


class Edition:
    """State of the writing of one cable; made new for each.

    Attributes:
        cable: what is written.
        escape: how characters are written.
        prefix: of each xml:id, which keeps the telegrams of a corpus apart; else empty.
        ids: the xml:ids given out.
        categories: the categories used.
        in_corpus: whether the file holds other telegrams, with a header for all of them.
        pages: the highest number of pages that a page line of the text states; 0 for none.
        paragraphs: how many numbered paragraphs the text has.
        released: whether the text holds words on a release.
        carried: whether the text holds words of the carrier.
        left_out: how many pieces of such words were left out.
        marks: the portion marks that ISM attributes point at, each with its xml:id; None where no
            such attributes are written.
        no_token: markings that ISM has no token for.
        lossy: what a profile that is not the source's text leaves out, in words.
        unknown: names of the classes that no renderer knows, in order.
        dtg: the date-time group of the cable; None where it has none.
        sent_at: when it was sent; None where that is not known.
        sent: the same as XML has it; empty for None.
        stations: xml:id of each routing indicator that a name is known for.
        station_names: the names by routing indicator, in the order of the source.
    """

    def __init__(
        self,
        cable: Cable,
        escape: Escape,
        *,
        left_out: int = 0,
        ism: bool = False,
        corpus: Corpus | None = None,
    ) -> None:
        self.cable = cable
        self.prefix = escape.prefix
        self.escape = escape
        self.ids = Ids(_RESERVED, self.prefix)
        self.pages = 0
        self.paragraphs = 0
        self.released = False
        self.carried = False
        self.left_out = left_out
        self.marks: list[tuple[str, PortionMark]] | None = [] if ism else None
        self.no_token: tuple[str, ...] = ()
        self.lossy = ""
        self.unknown: list[str] = []
        self.dtg = cable.dtg
        self.sent_at = None if self.dtg is None else self.dtg.utc
        self.sent = "" if self.sent_at is None else instant(self.sent_at)
        documents = corpus.document_ids if corpus else self.ids
        self.document_id = documents.unique(f"cable-{cable.mrn}") if cable.mrn else ""
        shared = corpus.categories if corpus else {}
        self.in_corpus = corpus is not None
        self.categories = Categories(self.ids, escape, self.prefix, shared)
        self.station_names = _station_names(cable)
        self._station_attributes: dict[str, str] = {}
        self.stations = {found: self.ids.unique(found) for found in self.station_names}

    @cached_property
    def source(self) -> bytes:
        """The source's text in UTF-8."""
        return source_text(self.cable).encode("utf-8", "surrogatepass")

    @cached_property
    def title(self) -> str:
        """``Telegram 07EXAMPLEVILLE4390, 16 August 2007``, as far as that is known."""
        number = f"Telegram {self.cable.mrn}" if self.cable.mrn else "Telegram"
        sent = self.sent_at
        return f"{number}, {sent.day} {MONTHS[sent.month - 1]} {sent.year}" if sent else number

    @cached_property
    def main_title(self) -> str:
        """The subject with its mark, else the headline it was printed under, else ``title``."""
        return subject_words(self.cable) or self.cable.title or self.title

    @cached_property
    def stamps(self) -> tuple[str, ...]:
        """What stamps of release say, each once; known when the text is rendered."""
        return release_stamps(self.cable) if self.released else ()

    def station(self, indicator: str) -> str:
        """Attributes for a station: its key, and a pointer where it is described."""
        known = self._station_attributes.get(indicator)
        if known is not None:
            return known
        key = f' key="{self.escape.value(indicator)}"'
        found = self.stations.get(indicator)
        attributes = f'{key} ref="#{found}"' if found else key
        self._station_attributes[indicator] = attributes
        return attributes


def _station_names(cable: Cable) -> dict[str, tuple[str, ...]]:
    names: dict[str, dict[str, None]] = {}
    header = cable.header
    if header.station is not None and header.station.routing_indicator:
        own = names.setdefault(header.station.routing_indicator, {})
        if header.originator is not None and header.originator.name:
            own[header.originator.name] = None
    for named in (
        header.originator,
        *header.action_addressees,
        *header.info_addressees,
        *header.exempted,
    ):
        if named is not None and named.routing_indicator and named.name:
            names.setdefault(named.routing_indicator, {})[named.name] = None
    return {indicator: tuple(found) for indicator, found in names.items()}
