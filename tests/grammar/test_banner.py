"""Banners, solid and letter-spaced."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cableconv.grammar.banner import format_banner, match_banner, parse_banner
from cableconv.model.markings import Banner, Level


@pytest.mark.parametrize(
    ("raw", "level", "controls"),
    [
        ("C O N F I D E N T I A L", Level.C, ()),
        ("CONFIDENTIAL", Level.C, ()),
        ("S E C R E T", Level.S, ()),
        ("SECRET", Level.S, ()),
        ("T O P S E C R E T", Level.TS, ()),
        ("T O P   S E C R E T", Level.TS, ()),
        ("TOP SECRET", Level.TS, ()),
        ("R E S T R I C T E D", Level.R, ()),
        ("UNCLAS", Level.U, ()),
        ("UNCLASSIFIED", Level.U, ()),
        ("UNCLASSIFIED//", Level.U, ()),
        ("UNCLASSIFIED/", Level.U, ()),
        ("U N C L A S S I F I E D", Level.U, ()),
        ("UNCLAS EFTO", Level.U, ("EFTO",)),
        ("UNCLAS E F T O", Level.U, ("EFTO",)),
        ("LIMITED OFFICIAL USE", Level.U, ("LOU",)),
        ("L I M I T E D  O F F I C I A L  U S E", Level.U, ("LOU",)),
        ("LIMITED OFFFICIAL USE", Level.U, ("LOU",)),
        ("SENSITIVE BUT UNCLASSIFIED", Level.U, ("SBU",)),
        ("SENSITIVE BUT UNCLASSIFIED//NOFORN", Level.U, ("SBU", "NOFORN")),
        ("UNCLASSIFIED//FOR OFFICIAL USE ONLY", Level.U, ("FOUO",)),
        ("UNCLASSIFIED//FOUO", Level.U, ("FOUO",)),
        ("FOR OFFICIAL USE ONLY", Level.U, ("FOUO",)),
        ("OFFICIAL USE ONLY", Level.U, ("OUO",)),
        ("SECRET//NOFORN", Level.S, ("NOFORN",)),
        ("SECRET // NOFORN", Level.S, ("NOFORN",)),
        ("SECRET NOFORN", Level.S, ("NOFORN",)),
        ("SECRET - NOFORN", Level.S, ("NOFORN",)),
        ("SECRET-NOFORN", Level.S, ("NOFORN",)),
        ("UNCLASSIFIED//SENSITIVE", Level.U, ("SENSITIVE",)),
        ("S E C R E T  N O F O R N", Level.S, ("NOFORN",)),
        ("CONFIDENTIAL//NOFORN", Level.C, ("NOFORN",)),
        ("SECRET//NOFORN,ORCON", Level.S, ("NOFORN", "ORCON")),
        ("TOP SECRET//SI/TK//ORCON/NOFORN", Level.TS, ("SI", "TK", "ORCON", "NOFORN")),
        ("SECRET//NOFORN//X1", Level.S, ("NOFORN", "X1")),
        ("SECRET//NOFORN//20301231", Level.S, ("NOFORN", "20301231")),
        ("  SECRET ", Level.S, ()),
    ],
)
def test_banners(raw: str, level: Level, controls: tuple[str, ...]) -> None:
    assert parse_banner(raw) == Banner(raw, level, controls)


@pytest.mark.parametrize(
    ("raw", "rel_to"),
    [
        ("SECRET//REL TO USA, GBR", ("USA", "GBR")),
        ("SECRET//REL USA", ("USA",)),
        ("SECRET//REL TO USA/GBR", ("USA", "GBR")),
        ("CONFIDENTIAL//REL TO USA, AUS AND CAN", ("USA", "AUS", "CAN")),
    ],
)
def test_countries(raw: str, rel_to: tuple[str, ...]) -> None:
    level = Level.S if raw.startswith("S") else Level.C
    assert parse_banner(raw) == Banner(raw, level, ("REL",), rel_to)


@pytest.mark.parametrize(
    "raw",
    [
        "",
        "SECRET talks",
        "Confidential",
        "secret",
        "SECRETARY",
        "S E C R E T A R Y",
        "SECRETS",
        "UNCLAS ROME 000123",
        "UNCLAS //N05800//",
        "SECRET//HANDLE WITH CARE",
        "SECRET.",
        "C",
        "U",
        "TOP",
        "SIPDIS",
    ],
)
def test_other_words_are_no_banner(raw: str) -> None:
    assert parse_banner(raw) is None


@pytest.mark.parametrize(
    ("text", "raw"),
    [
        ("C O N F I D E N T I A L  L O N G", None),
        ("S E C R E T SECTION 01 OF 02", "S E C R E T"),
        ("S E C R E T S E C T I O N 01 OF 02", "S E C R E T"),
        ("UNCLAS E F T O LONDON 000123", "UNCLAS E F T O"),
        ("SECRET//NOFORN LA PAZ 0123", "SECRET//NOFORN"),
        ("SECRET//REL TO USA, GBR LA PAZ 0123", "SECRET//REL TO USA, GBR"),
        ("UNCLAS //N05800//", "UNCLAS"),
    ],
)
def test_a_banner_ends_where_known_words_end(text: str, raw: str | None) -> None:
    found = match_banner(text)
    assert (found.raw if found else None) == raw


CONTROLS = [
    "NOFORN",
    "EXDIS",
    "NODIS",
    "STADIS",
    "ORCON",
    "FOUO",
    "EFTO",
    "CUI",
    "PROPIN",
    "SENSITIVE",
    "X1",
]
BANNERS = st.builds(
    Banner,
    raw=st.just(""),
    level=st.sampled_from(Level),
    controls=st.lists(st.sampled_from(CONTROLS), max_size=4, unique=True).map(
        lambda names: tuple(sorted(names, key=lambda name: name == "X1"))
    ),
)


@given(BANNERS)
def test_a_banner_is_read_back(banner: Banner) -> None:
    words = format_banner(banner)
    assert parse_banner(words) == Banner(words, banner.level, banner.controls)


@given(
    st.sampled_from([Level.C, Level.S]),
    st.lists(st.from_regex(r"[A-Z]{3,4}", fullmatch=True), min_size=1, max_size=6, unique=True),
)
def test_countries_are_read_back(level: Level, countries: list[str]) -> None:
    rel_to = tuple(country for country in countries if country != "AND")
    words = format_banner(Banner("", level, ("REL",) if rel_to else (), rel_to))
    assert parse_banner(words) == Banner(words, level, ("REL",) if rel_to else (), rel_to)


@given(st.sampled_from(["SBU", "LOU"]), st.sampled_from([(), ("NOFORN",), ("EXDIS", "NOFORN")]))
def test_unclassified_controls_are_read_back(control: str, others: tuple[str, ...]) -> None:
    words = format_banner(Banner("", Level.U, (control, *others)))
    assert parse_banner(words) == Banner(words, Level.U, (control, *others))


@given(
    st.sampled_from(["SECRET", "CONFIDENTIAL", "TOP SECRET", "UNCLASSIFIED", "RESTRICTED"]),
    st.integers(1, 3),
)
def test_letter_spacing_does_not_count(words: str, blanks: int) -> None:
    raw = (" " * blanks).join(words.replace(" ", ""))
    spaced, solid = parse_banner(raw), parse_banner(words)
    assert spaced is not None
    assert solid is not None
    assert spaced.level is solid.level


@pytest.mark.parametrize(
    "words",
    ["TOP SECRET//SI/TK//ORCON/NOFORN", "SECRET//NOFORN//X1", "SECRET//NOFORN//EXDIS",
     "SECRET//REL TO USA, GBR", "SECRET//FGI DEU GBR//NOFORN", "CONFIDENTIAL//NOFORN//MR"],
)  # fmt: skip
def test_a_banner_of_the_register_is_spelled_out_as_it_was(words: str) -> None:
    banner = parse_banner(words)
    assert banner is not None
    assert banner.words == words
