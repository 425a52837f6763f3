"""The TAGS line: ``TAGS: PREL, PGOV, MX``, ``TAGS: UNESCO (ROE, JANE Q)``.

Sources: TAGS manual of 1974, 4 and 7; field guide 2c (203 lines run on, 600 without colon).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from cableconv.grammar.scan import interleave
from cableconv.model.content import Inline
from cableconv.model.header import Tag
from cableconv.model.leaf import Label

_LABEL = re.compile(r"\s{0,80}(?P<label>TAGS?\s{0,3}:|TAGS(?=[\s,]|$))", re.IGNORECASE)
"""Matches ``TAGS:``, ``TAGS`` (without colon: 600 pages), ``Tags:``"""

_LINE = re.compile(
    r"\s{0,80}(?:TAGS?\s{0,3}:|(?:TAGS|Tags)(?:\s{1,9}[A-Z(]|\s{0,9}$))", re.IGNORECASE
)

_SENTENCE = re.compile(r"\s{0,80}(?:TAGS|Tags)\s{1,9}[A-Za-z]{0,30}[a-z]")
"""Matches a sentence that only begins with the word: ``Tags were``."""

_TERM = re.compile(
    r"\((?P<person>[A-Za-z][^()]{1,60})(?:\)|(?=\n|$))"
    r"|(?P<none>N/A)(?![A-Za-z0-9])"
    r"|(?P<plan>COLOMBO PLAN)"
    r"|(?P<term>[A-Za-z0-9][A-Za-z0-9&'-]*)",
    re.IGNORECASE,
)
"""Matches ``(ROE, JANE Q)``, ``PREL``, ``AFL-CIO``, ``GM-1``, ``COLOMBO PLAN``."""


def is_tags_line(line: str) -> bool:
    """Whether a line begins with the label TAGS, with or without a colon."""
    return _LINE.match(line) is not None and _SENTENCE.match(line) is None


def scan_tags(text: str) -> tuple[Inline, ...]:
    """A TAGS field as leaves.

    Args:
        text: the field, with its label if it has one, and the lines that continue it.

    Returns:
        Label, one ``Tag`` a term, separators as text; their ``raw`` joined is ``text``. A personal
        name is one tag: its ``raw`` holds the parentheses, its ``name`` does not. ``N/A`` is text.
        Terms that a copy has glued together are tags that follow each other without a gap.
    """
    found: list[tuple[int, Inline]] = []
    match = _LABEL.match(text)
    if match is not None:
        found.append((match.start("label"), Label(match["label"])))
    found.extend(_terms(text, match.end() if match else 0))
    return interleave(text, found)


def _terms(text: str, start: int) -> Iterator[tuple[int, Tag]]:
    for match in _TERM.finditer(text, start):
        if match["none"]:
            continue
        name = match["person"] or match["plan"] or match["term"]
        at = match.start()
        for part in _glued(match[0]) or (match[0],):
            yield at, Tag(part, part if part != match[0] else " ".join(name.split()).upper())
            at += len(part)


_SUBJECT_TERMS = """
    ADCO AEMR AFIN AINF AMGT AORC AORG APER ASEC BEXP BTIO CASC CFED CJAN CMGT CPAS CPRS CVIS EAGR
    EAID EAIR ECIN ECON ECPS EFIN EFIS EIND EINV ELAB ELTN EMIN ENRG EPET ETEL ETRD ETTC EWWT EXIM
    MARR MASS MCAP MILI MNUC MOPS MPOL MPOS ODIP OEXC OIIP OPDC OPRC OREP OSCE OTRA OVIP PARM PBOR
    PBTS PDEM PFOR PGOV PHSA PHUM PINR PINS PINT PORG PREF PREL PROP PTER SCUL SENV SMIG SNAR SOCI
    SOPN TBIO TINT TNGD TPHY TRGY TSPA TSPL KCOR KCRM KDEM KFLU KFRD KGHG KHIV KICC KIPR KIRF KISL
    KJUS KMCA KMDR KNNP KPAL KPAO KPKO KSCA KSTC KTFN KTIP KUNR KWBG KWMN
"""

_SUBJECTS = frozenset(_SUBJECT_TERMS.split())
"""Subject terms that are common enough to be told apart where they are glued (field guide, 2c)."""

_AREA = 2
"""Letters of a term for a country or region, the last ones of a line."""


def _glued(term: str) -> tuple[str, ...]:
    """The terms of ``EFINECONCS``: known subjects, then two letters of an area; empty for one."""
    rest = len(term) % 4
    subjects = [term[at : at + 4] for at in range(0, len(term) - rest, 4)]
    if len(term) <= 4 or rest not in {0, _AREA} or not _SUBJECTS.issuperset(subjects):  # noqa: PLR2004
        return ()
    return (*subjects, term[-_AREA:]) if rest else tuple(subjects)


_PERSON = re.compile(r"[ ,]")


def format_tags(tags: Iterable[Tag]) -> str:
    """Terms as a TAGS line lists them, without its label: ``PREL, PGOV, (ROE, JANE Q)``."""
    return ", ".join(_term(tag.name) for tag in tags)


def _term(name: str) -> str:
    return f"({name})" if _PERSON.search(name) and name != "COLOMBO PLAN" else name
