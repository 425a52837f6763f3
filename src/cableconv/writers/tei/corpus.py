"""Many telegrams in one file: ``teiCorpus``, with the categories that they share declared once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

import attrs

from cableconv import __version__
from cableconv.errors import WriteError
from cableconv.model.cable import Cable
from cableconv.notation.tei import TAXONOMIES
from cableconv.notices import Notice
from cableconv.writers.tei.document import NAMESPACE, document
from cableconv.writers.tei.edition import SOFTWARE_ID, Corpus
from cableconv.writers.tei.escape import CarefulEscape
from cableconv.writers.tei.header import TAGS
from cableconv.writers.tei.options import TeiOptions
from cableconv.writers.tei.prolog import PROLOG
from cableconv.writers.tei.taxonomy import Ids, declared_taxonomies, shared_categories


def write_corpus(
    cables: Iterable[Cable],
    out: BinaryIO,
    options: TeiOptions | None = None,
    *,
    title: str = "Diplomatic telegrams",
) -> list[Notice]:
    """Write cables as one ``teiCorpus``; one cable at a time is in memory.

    Args:
        cables: in the order of the file.
        out: where the file goes.
        options: as of ``TeiWriter``; None for the default ones.
        title: of the corpus.

    Returns:
        The notices of all cables, each with the number of its cable in the file.

    Raises:
        WriteError: there is no cable; nothing is written then. TEI knows no empty corpus.
    """
    chosen = options or TeiOptions()
    categories = shared_categories()
    corpus = Corpus(Ids((*TAXONOMIES, SOFTWARE_ID, "tags")), categories)
    notices: list[Notice] = []
    count = 0
    for count, cable in enumerate(cables, 1):
        if count == 1:
            out.write(_head(title, categories).encode())
        written = document(cable, chosen, prefix=f"t{count}.", corpus=corpus)
        out.write(written.xml)
        notices += [
            attrs.evolve(notice, message=f"cable {count}: {notice.message}")
            for notice in written.notices
        ]
    if not count:
        raise WriteError("there is no cable to write", hint="A corpus holds at least one.")
    out.write(b"</teiCorpus>\n")
    return notices


def _head(title: str, categories: dict[tuple[str, str], str]) -> str:
    words = CarefulEscape().value(title)
    return (
        f'{PROLOG}<teiCorpus xmlns="{NAMESPACE}">\n<teiHeader xml:lang="en">\n'
        f'  <fileDesc>\n    <titleStmt>\n      <title type="main">{words}</title>\n'
        f'      <respStmt xml:id="{SOFTWARE_ID}"><resp>automatic conversion to TEI P5</resp>'
        '<name type="software">cableconv</name></respStmt>\n    </titleStmt>\n'
        "    <publicationStmt>\n      <authority>Converted with cableconv</authority>\n"
        "    </publicationStmt>\n    <sourceDesc><p>The source of each telegram is described in "
        "its own header.</p></sourceDesc>\n  </fileDesc>\n"
        f"  <encodingDesc>\n    <classDecl>\n{declared_taxonomies(categories)}{TAGS}"
        f'    </classDecl>\n    <appInfo><application ident="cableconv" version="{__version__}">'
        "<label>cableconv</label></application></appInfo>\n  </encodingDesc>\n</teiHeader>\n"
    )
