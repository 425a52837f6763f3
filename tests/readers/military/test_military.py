"""Military messages, all invented: transmission, sets, page lines in sentences, joined sections."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cableconv
from cableconv.model.blocks import Field, FieldKind, Item
from cableconv.model.cable import Cable
from cableconv.model.effective import overall_marking
from cableconv.model.header import Precedence, ReferenceKind, SectionOf
from cableconv.model.leaf import FurnitureKind, Label
from cableconv.model.markings import Banner
from cableconv.model.walk import iter_blocks, iter_leaves, source_text
from cableconv.notices import NoticeKind
from cableconv.readers.base import Source
from cableconv.readers.military import MilitaryReader

OLD = """\
RAAUZYUW RUNOTNL0217 1241305-UUUU--RUNOTFL.
ZNR UUUUU
R 041305Z MAY 06 PSN 123456K21
FM COMNOTIONALFLT
TO NOTADMIN
ZEN/NOTADMIN @ AL NOTADMIN(UC)
INFO ZEN/CNO CNO
BT
UNCLAS //N01500//
NOTADMIN 017/06
MSGID/GENADMIN/COMNOTIONALFLT/-/MAY//
SUBJ/CARE OF THE BARGE AND ITS MAST IN A YEAR OF
MANY GULLS//
REF/A/DOC/COMNOTIONALFLT/12JAN06//
REF/B/MSG/COMNOTIONALFLT/101200ZFEB06//
NARR/REF A IS THE MANUAL OF THE BARGE. REF B IS LAST YEAR'S
MESSAGE ON MASTS.//
POC/ROE/LT/UNIT:N01/LOC:EASTLAKE/TEL:555-0100//
GENTEXT/REMARKS/1. (U) THE BARGE IS WASHED WEEKLY. COMMANDING OFFICERS WILL
ENSURE THAT:
    A. THE DECK IS DRY BEFORE THE MAST IS STEPPED.
       (1) TWO AT THE FOOT.


PAGE 02 RUNOTNL0217 UNCLAS
    B. THE GULLS ARE NOT FED.
2. (U) REF B REMAINS IN FORCE.
3. (U) RELEASED BY RADM J. POE, COMNOTIONALFLT.//
BT
#0217




NNNN
"""

NEW = """\
CLASSIFICATION: UNCLASSIFIED/
ROUTINE
R 101234Z MAR 22 MID200001234567U
FM COMNOTIONALFLT
TO NOTADMIN
INFO COMNOTIONALFLT
BT
UNCLAS

NOTADMIN 031/22

PASS TO OFFICE CODES:
INFO COMNOTIONALFLT//N1//

MSGID/GENADMIN/COMNOTIONALFLT/N1/MAR//

SUBJ/GULLS//

RMKS/1.  This message is about gulls.

2.  Released by Vice Admiral J. Q. Roe, N1.//

BT
#0001
NNNN
CLASSIFICATION: UNCLASSIFIED/
"""

GLUED = """\
UNCLASSIFIED//

ATTENTION INVITED TO

ROUTINE

R 221403Z MAR 13 PSN 681225K24

FM COMNOTIONALFLT

TO NOTADMIN

BT UNCLAS
***THIS IS A 2 SECTIONED MSG COLLATED BY MDS*** UNCLAS
QQQQ

SUBJ: CARE OF THE BA RGE PASS
TO OFFICE CODES:
FM COMNOTIONALFLT//N1//
UNCLASSIFIED/ FM COMNOTIONALFLT//N1// TO NOTADMIN INFO COMNOTIONALFLT//N1//
UNCLAS//N01420//

MSGID/GENADMIN/COMNOTIONALFLT/N1/MAR//

SUBJ/CARE OF THE BARGE//

REF/A/MSG/COMNOTIONALFLT/201352ZMAR2006// REF/B/EMAIL/COMNOTIONAL
FLT/181249ZMAY2006// PAGE 02 RUNOTNL6404 UNCLAS
REF/C/TELCON/EASTLAKE/051100ZOCT2000//

AMPN/REF A IS A MESSAGE.//

RMKS/1.  A PLAN REQUIRES OFFICERS WITH THE RIGHT SKILLS TO STEP OUR PAGE 03 RUNOTNL6404
UNCLAS MAST (ACTIVE PAGE 04 RUNOTNL6404 UNCLAS DUTY) AT (555) PAGE 05
RUNOTNL6405 UNCLAS 0100.
2.  THE TEXT OF THIS PARAGRAPH GOES ON IN THE OTHER SECTION OF THE SAME
UNCLAS FINAL SECTION OF 2
SUBJ: CARE OF THE BARGE
MESSAGE (EMF).
3.  RELEASED BY ROE.//
BT
#6404
NNNN

Section 1: PSN 759300I24
UNCLASSIFIED//
"""

PART = """\
UNCLASSIFIED//

ROUTINE

R 172244Z MAY 11

FM COMNOTIONALFLT

TO NOTADMIN
ZEN//OU=NOT/OU=ADDRESS LISTS(UC)/CN=AL NOTADMIN(UC)

BT
UNCLAS
SECTION 2 OF 4
QQQQ
RATING      NEC        ZONE A
CTN         9308         *
EOD         5337        0.0

4.  ALL SAILORS WHO ROW MAY REST.
BT
#0472
NNNN
UNCLASSIFIED//
"""

SHORT = """\
ADMINISTRATIVE MESSAGE
ROUTINE
DTG R 292356Z JAN 14
NOTADMIN 021/14
SUBJ/None//

BT
NNNN
"""


def read(text: str) -> Cable:
    (cable,) = MilitaryReader().read(text.encode(), source=Source("message.txt"))
    assert source_text(cable) == text
    return cable


def fields(cable: Cable, kind: FieldKind) -> list[str]:
    return [" ".join(field.value_text.split()) for field in cable.fields_of(kind)]


def attribute(cable: Cable, name: str) -> list[str]:
    found = [f for f in cable.fields_of(FieldKind.ATTRIBUTE) if f.name == name]
    return [" ".join(field.value_text.split()) for field in found]


def notices(cable: Cable, kind: NoticeKind) -> list[str]:
    return [notice.message for notice in cable.notices if notice.kind is kind]


def test_transmission_and_addresses() -> None:
    cable = read(OLD)
    assert cable.header.transmission_id is not None
    assert cable.header.transmission_id.raw.startswith("RAAUZYUW")
    assert cable.header.security is not None
    assert cable.header.security.letters == "UUUUU"
    assert cable.dtg is not None
    assert cable.dtg.utc is not None
    assert cable.dtg.utc.isoformat() == "2006-05-04T13:05:00+00:00"
    assert cable.dtg.precedence == (Precedence.ROUTINE,)
    assert cable.header.originator is not None
    assert cable.header.originator.name == "COMNOTIONALFLT"
    action = [(a.name, a.routing_indicator) for a in cable.header.action_addressees]
    assert action == [("NOTADMIN", None), ("NOTADMIN @ AL NOTADMIN(UC)", "ZEN")]
    assert [a.name for a in cable.header.info_addressees] == ["CNO CNO"]


def test_sets() -> None:
    cable = read(OLD)
    assert cable.subject is not None
    assert cable.subject.text == "CARE OF THE BARGE AND ITS MAST IN A YEAR OF MANY GULLS"
    assert fields(cable, FieldKind.MESSAGE_ID) == ["GENADMIN/COMNOTIONALFLT/-/MAY"]
    assert attribute(cable, "POC") == ["ROE/LT/UNIT:N01/LOC:EASTLAKE/TEL:555-0100"]
    assert attribute(cable, "NOTADMIN") == ["017/06"]
    assert attribute(cable, "GENTEXT") == ["REMARKS/"]
    assert [(x.letter, x.kind) for x in cable.references] == [
        ("A", ReferenceKind.OTHER),
        ("B", ReferenceKind.CABLE),
    ]
    assert fields(cable, FieldKind.REFERENCES)[2].startswith("REF A IS THE MANUAL")


def test_no_number_is_made_up() -> None:
    for text in (OLD, NEW, GLUED, PART, SHORT):
        assert read(text).mrn is None
    (cable,) = MilitaryReader().read(OLD.encode(), source=Source("x", mrn="06NOT17"))
    assert cable.mrn == "06NOT17"


def test_text() -> None:
    cable = read(OLD)
    assert [p.number for p in cable.paragraphs] == [1, 2, 3]
    assert cable.paragraphs[0].portion_mark is not None
    assert cable.paragraphs[0].portion_mark.raw == "(U)"
    items = [b for b in iter_blocks(cable.blocks) if isinstance(b, Item)]
    assert [(i.label, i.depth) for i in items] == [("A.", 1), ("(1)", 2), ("B.", 1)]
    assert [(m.page, m.serial) for m in cable.page_markers] == [(2, "0217")]
    assert cable.signature == ()
    ends = (FieldKind.BREAK, FieldKind.CHECK, FieldKind.END)
    assert [len(cable.fields_of(kind)) for kind in ends] == [2, 1, 1]


def test_banner_and_precedence_of_newer_messages() -> None:
    cable = read(NEW)
    assert [b.raw for b in cable.markings.banners] == ["UNCLASSIFIED/", "UNCLAS", "UNCLASSIFIED/"]
    first = cable.blocks[0]
    assert isinstance(first, Field)
    assert isinstance(first.content[0], Label)
    assert first.content[0].raw == "CLASSIFICATION:"
    assert attribute(cable, "Precedence") == ["ROUTINE"]
    assert [p.raw for p in cable.header.passing_instructions] == [
        "PASS TO OFFICE CODES:",
        "INFO COMNOTIONALFLT//N1//",
    ]
    assert [a.name for a in cable.header.info_addressees] == ["COMNOTIONALFLT"]
    assert overall_marking(cable).text == "UNCLASSIFIED"
    assert not notices(cable, NoticeKind.UNPARSED)


def test_a_precedence_that_line_5_contradicts_is_told() -> None:
    assert notices(read(NEW.replace("ROUTINE", "PRIORITY")), NoticeKind.CONFLICT) == [
        "the precedence is PRIORITY on its line and ROUTINE in the date-time group"
    ]


def test_lines_run_together_by_gateways() -> None:
    cable = read(GLUED)
    assert not cable.fields_of(FieldKind.UNPARSED)
    assert cable.subject is not None
    assert cable.subject.text == "CARE OF THE BARGE"
    assert attribute(cable, "SUBJ") == ["CARE OF THE BA RGE"]
    assert [p.raw.split()[0] for p in cable.header.passing_instructions] == [
        "PASS",
        "FM",
        "FM",
        "TO",
    ]
    assert [(x.letter, x.kind) for x in cable.references] == [
        ("A", ReferenceKind.CABLE),
        ("B", ReferenceKind.EMAIL),
        ("C", ReferenceKind.TELCON),
    ]
    assert fields(cable, FieldKind.NOTE)[-1] == "Section 1: PSN 759300I24"
    assert {b.raw for b in cable.markings.banners} >= {"UNCLASSIFIED//", "UNCLAS", "UNCLASSIFIED/"}


def test_page_lines_amid_words_tear_no_sentence() -> None:
    paragraph = read(GLUED).paragraphs[0]
    assert paragraph.text == (
        "A PLAN REQUIRES OFFICERS WITH THE RIGHT SKILLS TO STEP OUR MAST (ACTIVE DUTY) AT (555)"
        " 0100."
    )
    pages = [m.page for m in read(GLUED).page_markers]
    assert pages == [2, 3, 4, 5, None, 2]
    assert any(isinstance(leaf, Banner) for leaf in paragraph.content)


def test_the_seam_of_two_sections_tears_no_sentence() -> None:
    cable = read(GLUED)
    assert cable.paragraphs[1].text.endswith("OTHER SECTION OF THE SAME MESSAGE (EMF).")
    assert [f.raw for f in cable.furniture if f.kind is FurnitureKind.DUMP] == [
        "SUBJ: CARE OF THE BARGE"
    ]
    assert notices(cable, NoticeKind.FURNITURE) == ["sections were joined here"]


def test_a_later_section_has_no_sets_and_keeps_its_tables() -> None:
    cable = read(PART)
    assert not cable.fields_of(FieldKind.UNPARSED)
    sections = [x for x in iter_leaves(cable.blocks) if isinstance(x, SectionOf)]
    assert [(s.section, s.sections) for s in sections] == [(2, 4)]
    assert [p.number for p in cable.paragraphs if p.number] == [4]
    assert cable.header.action_addressees[1].routing_indicator == "ZEN"
    last = cable.blocks[-1]
    assert isinstance(last, Field)
    assert last.kind is FieldKind.CLASSIFICATION


def test_a_message_without_a_text_or_a_classification() -> None:
    cable = read(SHORT)
    assert cable.dtg is not None
    assert cable.dtg.raw == "R 292356Z JAN 14"
    assert cable.subject is not None
    assert cable.subject.text == "None"
    assert cable.paragraphs == ()
    assert notices(cable, NoticeKind.UNMARKED)


def test_an_addressee_without_to_is_read_and_told() -> None:
    cable = read(OLD.replace("FM COMNOTIONALFLT\nTO NOTADMIN\n", ""))
    assert cable.header.action_addressees[0].routing_indicator == "ZEN"
    assert any("without TO" in m for m in notices(cable, NoticeKind.DERIVED))


def test_corrected_copies_and_unknown_lines() -> None:
    cable = read(NEW.replace("ROUTINE\n", "CORRECTED COPY  \nROUTINE\nsomething else\n"))
    assert [c.name for c in cable.markings.captions] == ["CORRECTED COPY"]
    assert fields(cable, FieldKind.UNPARSED) == ["something else"]
    assert notices(cable, NoticeKind.UNPARSED)


def test_classified_messages_keep_their_levels() -> None:
    secret = NEW.replace("UNCLASSIFIED/", "SECRET//NOFORN//").replace("UNCLAS\n", "S E C R E T\n")
    assert overall_marking(read(secret)).level is not None
    assert overall_marking(read(secret)).text.startswith("SECRET")


def test_bytes_of_windows_are_read() -> None:
    data = NEW.replace("about gulls", "about the Navy’s gulls").encode("cp1252")
    (cable,) = MilitaryReader().read(data, source=Source("x"))
    assert "Navy’s" in cable.paragraphs[0].text


# -- sniffing, totality, cost ---------------------------------------------------------------------

TELEGRAM = """\
VZCZCXRO1234
FM AMEMBASSY EXAMPLEVILLE
TAGS: PREL
SUBJECT: A MESSAGE

1. The message reads:
MSGID/GENADMIN/COMNOTIONALFLT//
SUBJ/GULLS//
REF/A/DOC//
"""


def test_sniffing() -> None:
    sniff = MilitaryReader().sniff
    assert [sniff(text.encode(), "x") for text in (OLD, NEW, GLUED, PART, SHORT)] == [85] * 5
    assert sniff(OLD.replace("\n", "\r\n").encode(), "x") == 85
    assert sniff(TELEGRAM.encode(), "x") == 0
    assert sniff(b"SUBJECT: A TELEGRAM\n\n1. (U) Text.\n", "x.txt") == 0
    assert sniff(b"SUBJ/GULLS//\n", "x.txt") == 40


@pytest.mark.parametrize("text", [OLD, NEW, GLUED, PART, SHORT])
def test_the_registry_prefers_it(tmp_path: Path, text: str) -> None:
    path = tmp_path / "message.txt"
    path.write_text(text)
    cable = cableconv.read(path)
    assert cable.provenance is not None
    assert cable.provenance.reader == "military"


PIECES = st.sampled_from(
    [*(OLD + NEW + GLUED + PART + SHORT).split("\n"), "REF/", "//", "RMKS/", "PAGE 02", "BT", "x"]
)


@given(st.lists(PIECES, max_size=30))
@settings(max_examples=150, deadline=None)
def test_any_lines_are_read_and_kept(lines: list[str]) -> None:
    read("\n".join([*lines, "end"]))


@given(st.text("BTREF/ PAGE02UNCLS\n1.", max_size=200))
@settings(max_examples=80, deadline=None)
def test_any_text_is_read_and_kept(noise: str) -> None:
    read("BT\n" + noise + "x")


HOSTILE = (
    "REF/A/",
    "REF/A/x\n",
    "// REF/A/",
    "BT\n",
    "BT UNCLAS\n",
    "TO NOTADMIN\n",
    "SUBJ: x\n",
    "PAGE 02 RUNOTNL0217 UNCLAS ",
    "PAGE 02 RUNOTNL0217\n",
    "UNCLAS SECTION 1 OF 2\n",
    "UNCLASSIFIED/ FM A TO B INFO C ",
    "RMKS/1. x\n",
    "\n",
    "#0001\nNNNN\n",
    "PASS\nTO OFFICE CODES:\n",
    "ROUTINE\n",
)


@pytest.mark.timing
@pytest.mark.parametrize("piece", HOSTILE)
@pytest.mark.parametrize("head", ["", "BT\nRMKS/1. x\n"])
def test_cost_grows_with_the_text(piece: str, head: str) -> None:
    times = []
    for size in (40_000, 160_000):
        text = head + piece * (size // len(piece)) + "\nend\n"
        began = time.perf_counter()
        read(text)
        times.append(time.perf_counter() - began)
    assert times[1] < 10 * times[0] + 0.3


# -- the corpus -----------------------------------------------------------------------------------

NAVY = {
    "NAV05203": ("203/05", 13), "NAV07079": ("079/07", 6), "NAV07080": ("080/07", 6),
    "NAV11166b": (None, 2), "NAV13070": ("070/13", 7), "NAV13307": ("307/13", 3),
    "NAV14021": ("021/14", 0), "NAV15104": ("104/15", 8), "NAV16080": ("080/16", 8),
    "NAV17275": ("275/17", 12), "NAV18062": ("062/18", 8), "NAV19030": ("030/19 //", 6),
}  # fmt: skip


@pytest.mark.parametrize("name", NAVY)
def test_messages_of_the_corpus(corpus: Path, name: str) -> None:
    cable = cableconv.read(corpus / "navadmin" / f"{name}.txt")
    number, count = NAVY[name]
    assert cable.provenance is not None
    assert cable.provenance.reader == "military"
    assert attribute(cable, "NAVADMIN") == ([number] if number else [])
    assert len([p for p in cable.paragraphs if p.number]) == count
    assert cable.mrn is None
    assert cable.dtg is not None
    assert cable.dtg.utc is not None
    assert not cable.fields_of(FieldKind.UNPARSED)
    assert (cable.header.originator is None) == (name == "NAV14021")
    assert overall_marking(cable).text == (
        "No classification marking" if name == "NAV14021" else "UNCLASSIFIED"
    )
