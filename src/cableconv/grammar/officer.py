"""The officer of an authority line: where the name ends and the position begins.

``DCM John Doe``, ``POLITICAL COUNSELOR JANE Q. ROE``, ``Rose Doe, Assistant Secretary, VCI``.
Source: standards A6; field guide 2c (3,429 lines).
"""

from __future__ import annotations

import re

from cableconv.model.markings import ClassifiedBy

_POSITIONS = """
    A AMBASSADOR AMB CHARGE CHARGÉ D'AFFAIRES D’AFFAIRES DAFFAIRES DE CDA ADCM DCM AI A.I AD INTERIM
    DEPUTY CHIEF OF MISSION ACTING POLITICAL ECONOMIC POL ECON POLECON POLOFF ECONOFF POLCHIEF
    ECONCHIEF POLCOUNS ECONCOUNS POLMIL EMIN COUNSELOR COUNSELLOR MINISTER OFFICER SECTION CONSUL
    CONSULAR GENERAL CG PO PRINCIPAL ASSISTANT SECRETARY DAS PDAS S U UNDER DIRECTOR OFFICE
    DEPARTMENT STATE EXECUTIVE REFCOORD REFUGEE REGIONAL AFFAIRS LABOR MANAGEMENT PUBLIC COMMERCIAL
    DEFENSE LEGAL ATTACHE ATTACHÉ ATT ADVISER ADVISOR CONGEN EMBASSY FIRST SECOND THIRD SPECIAL
    REPRESENTATIVE ENVOY COORDINATOR TEAM LEADER PRT NEGOTIATOR MILITARY SCIENCE ENVIRONMENT ESTH
    HEAD UNIT US U.S USUN USEU USNATO FOR AND & THE BY INTERNATIONAL SECURITY TRADE FINANCE
    FINANCIAL TREASURY HUMANITARIAN NARCOTICS LAW ENFORCEMENT RSO POLITICO SENIOR ADMINISTRATIVE
    ADMIN COUNTRY AID USAID MISSION PERMANENT DELEGATION EXTERNAL INTERNAL UNIT COUNS MINCOUNS
"""

_TITLE_WORDS = frozenset(_POSITIONS.split())
"""Words of positions in authority lines. A name begins at the first word that is none of them."""

_LOWER = frozenset(
    ("de", "of", "for", "and", "the", "a", "ad", "interim", "d'affaires", "a.i", "by")
)

_LINKS = frozenset(("for", "of", "the", "and", "&"))
"""Words after which a position goes on: ``Assistant Secretary for European Affairs J. Roe``."""

_NAME_WORDS_AT_MOST = 6

_NAME_WORD = re.compile(r"[A-Za-zÀ-ÿ0][A-Za-zÀ-ÿ'’.-]{0,30}")
"""Matches one word of a name: ``John``, ``Q.``, ``O'Roe``; ``0.`` is a slip for the initial O."""

_SUFFIX = re.compile(r"(?:JR|SR|II|III|IV|ESQ)\.?", re.IGNORECASE)


def read_officer(raw: str) -> ClassifiedBy:
    """Name and position that ``raw`` gives, without what stands around it.

    Args:
        raw: the officer part of an authority line; may run over line ends.

    Returns:
        Names and title single-spaced, in the spelling of the source. Where name and position
        cannot be told apart, all words are the name if they can be one, else the title.
    """
    words = " ".join(raw.split())
    parts = _with_suffixes([part.strip() for part in words.split(",") if part.strip()])
    if not parts:
        return ClassifiedBy(raw)
    title, name = _split(parts[0])
    rest = parts[1:]
    if not name and rest:
        more, name = _split(rest[0])
        title, rest = ", ".join(part for part in (title, more) if part), rest[1:]
    elif name and not title and len(name.split()) == 1 and rest and _is_name(rest[0]):
        name, rest = f"{name}, {rest[0]}", rest[1:]
    titles = [part for part in (title, *rest) if part]
    if name and not _is_name(name):
        return ClassifiedBy(raw, (), words)
    return ClassifiedBy(raw, (name,) if name else (), ", ".join(titles) or None)


def _with_suffixes(parts: list[str]) -> list[str]:
    """``John Doe``, ``Jr.`` as one part."""
    joined: list[str] = []
    for part in parts:
        if joined and _SUFFIX.fullmatch(part):
            joined[-1] = f"{joined[-1]}, {part}"
        else:
            joined.append(part)
    return joined


def _split(words: str) -> tuple[str, str]:
    """Position before a name, and the name: ``Deputy Chief of Mission John Doe``."""
    parts = words.split(" ")
    at = 0
    while at < len(parts) and _is_title_word(parts[at]):
        at += 1
    unfinished = at > 0 and parts[at - 1].lower() in _LINKS
    if unfinished or not _is_name(" ".join(parts[at:])):
        # Offices are no words of a list: the name begins after the last word of a position.
        last = max((n for n, part in enumerate(parts) if _is_title_word(part)), default=-1)
        at = last + 1 if _is_name(" ".join(parts[last + 1 :])) else at
    return " ".join(parts[:at]), " ".join(parts[at:])


def _is_title_word(word: str) -> bool:
    if word.islower() and word.rstrip(".,") not in _LOWER:
        return False
    pieces = re.split(r"[/-]", word.strip(".,;:()").upper())
    return all(piece.rstrip(".") in _TITLE_WORDS for piece in pieces)


def _is_name(words: str) -> bool:
    parts = words.replace(",", "").split()
    if len(parts) > _NAME_WORDS_AT_MOST or all(map(_is_title_word, parts)):
        return False
    if not parts or parts[0][0].islower() or parts[-1][0].islower():  # "de" and "van" stand within
        return False
    return all(_NAME_WORD.fullmatch(part) for part in parts)
