"""The tokens of IC-ISM, version 10, that the markings of cables can stand for.

Source: ODNI, XML Data Encoding Specification for Information Security Markings, the controlled
vocabularies CVEnumISM* (a work of the United States Government).
"""

from __future__ import annotations

import re

DISSEMINATION = {
    "RSEN": "RS",
    "FOUO": "FOUO",
    "ORCON": "OC",
    "IMCON": "IMC",
    "NOFORN": "NF",
    "PROPIN": "PR",
    "REL": "REL",
    "RELIDO": "RELIDO",
    "DEA SENSITIVE": "DSEN",
    "FISA": "FISA",
    "DISPLAY ONLY": "DISPLAYONLY",
}
"""Dissemination controls by our names, in the order of CVEnumISMDissem."""

NON_IC = {
    "EXDIS": "XD",
    "NODIS": "ND",
    "SBU": "SBU",
    "SBU NOFORN": "SBU-NF",
    "LES": "LES",
    "LES NOFORN": "LES-NF",
    "SSI": "SSI",
}
"""Markings of other agencies, in the order of CVEnumISMNonIC.

DS is not here: it stands for the LIMDIS of the geospatial agency, not for that of the Department
of State, and a cable's LIMDIS cannot be told to be the former.
"""

ATOMIC = {"DOE UCNI": "UCNI", "DOD UCNI": "DCNI", "TFNI": "TFNI"}
"""Markings of the Atomic Energy Act that are one word."""

ATOMIC_ORDER = ("RD", "FRD", "DCNI", "UCNI", "TFNI")

NATO_LEVELS = frozenset({"CTS", "NS", "NC", "NR", "NU"})
"""NATO's own levels, as our controls name them: their owner is NATO."""

NON_US = frozenset({"ATOMAL", "BOHEMIA", "BALK"})

SCI = re.compile(
    r"EL|EL-EU|EL-NK|HCS|KDK|KDK-(?:BLFH|IDIT|KAND)(?:-[A-Z0-9]{1,6})?|RSV(?:-[A-Z0-9]{3})?"
    r"|SI|SI-G(?:-[A-Z]{4})?|SI-[A-Z]{3}(?:-[A-Z]{4})?|TK"
)
"""Matches each token of CVEnumISMSCIControls: ``SI``, ``SI-G``, ``SI-G-ABCD``."""

SIGMAS = frozenset({"14", "15", "18", "20"})
"""The SIGMA numbers of CVEnumISMAtomicEnergyMarkings."""

EXCEPTIONS = frozenset({*(f"25X{n}" for n in range(1, 10)), "50X1-HUM", "50X2-WMD"})
"""Exemptions from declassification of CVEnumISM25X that a cable can name."""

COUNTRIES = frozenset(
    """
    USA ABW AFG AGO AIA ALB AND ARE ARG ARM ASM ATA ATF ATG AUS AUT AX2 AZE BDI BEL BEN BES
    BFA BGD BGR BHR BHS BIH BLM BLR BLZ BMU BOL BRA BRB BRN BTN BVT BWA CAF CAN CCK CHE CHL
    CHN CIV CMR COD COG COK COL COM CPT CPV CRI CUB CUW CXR CYM CYP CZE DEU DGA DJI DMA DNK
    DOM DZA ECU EGY ERI ESH ESP EST ETH FIN FJI FLK FRA FRO FSM GAB GBR GEO GGY GHA GIB GIN
    GLP GMB GNB GNQ GRC GRD GRL GTM GUF GUM GUY HKG HMD HND HRV HTI HUN IDN IMN IND IOT IRL
    IRN IRQ ISL ISR ITA JAM JEY JOR JPN KAZ KEN KGZ KHM KIR KNA KOR KWT LAO LBN LBR LBY LCA
    LIE LKA LSO LTU LUX LVA MAC MAF MAR MCO MDA MDG MDV MEX MHL MKD MLI MLT MMR MNE MNG MNP
    MOZ MRT MSR MTQ MUS MWI MYS MYT NAM NCL NER NFK NGA NIC NIU NLD NOR NPL NRU NZL OMN PAK
    PAN PCN PER PHL PLW PNG POL PRI PRK PRT PRY PSE PYF QAT REU ROU RUS RWA SAU SDN SEN SGP
    SGS SHN SLB SLE SLV SMR SOM SPM SRB SSD STP SUR SVK SVN SWE SWZ SXM SYC SYR TCA TCD TGO
    THA TJK TKL TKM TLS TON TTO TUN TUR TUV TWN TZA UGA UKR URY UZB VAT VCT VEN VGB VIR VNM
    VUT WLF WSM XAC XAZ XBI XBK XCR XCS XCY XEU XGL XGZ XHO XJA XJM XJN XJV XKM XKN XKR XKS
    XMW XNV XPL XPR XQP XQZ XSP XSV XTR XWB XWK XXD XXX YEM ZAF ZMB ZWE
    """.split()  # noqa: SIM905 - a list of codes reads so
)
"""Countries by their codes (CVEnumISMRelTo)."""

ORGANIZATIONS = frozenset(
    """
    ACGU APFS BWCS CFCK CMFC CMFP CPMT CTOC CWCS EFOR EUDA FVEY GCTF GMIF ISAF KFOR MIFH
    MLEC NACT NATO OSTY SPAA TEYE UNCK
    """.split()  # noqa: SIM905 - a list of codes reads so
)
"""International organizations and coalitions by their codes (CVEnumISMRelTo)."""


def in_order(codes: tuple[str, ...]) -> tuple[str, ...] | None:
    """Codes as a list of ISM has them: USA, countries, organizations; None for an unknown code."""
    if not codes or not COUNTRIES.union(ORGANIZATIONS).issuperset(codes):
        return None
    return tuple(sorted(set(codes), key=lambda code: (code != "USA", code in ORGANIZATIONS, code)))
