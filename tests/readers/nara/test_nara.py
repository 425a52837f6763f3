"""Each trap of telegrams from the National Archives, on invented ones."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cableconv.errors import NotACableError
from cableconv.model.blocks import Block, Field, FieldKind, Item, Paragraph, block_text
from cableconv.model.cable import Cable
from cableconv.model.effective import overall_marking
from cableconv.model.header import PageMarker
from cableconv.model.leaf import Furniture, FurnitureKind
from cableconv.model.markings import Banner, Level
from cableconv.model.walk import iter_blocks, source_text
from cableconv.notices import NoticeKind
from cableconv.readers.base import Source
from cableconv.readers.nara import NaraReader
from telegram_pdf import telegram_pdf

SAMPLE = Path(__file__).resolve().parents[3] / "samples" / "confidential-1978-nara.txt"
STAMP = "      Declassified/Released US Department of State EO Systematic Review 30 JUN 2005"


def read(text: str | bytes) -> Cable:
    data = text.encode() if isinstance(text, str) else text
    (cable,) = NaraReader().read(data, source=Source("a.txt"))
    if isinstance(text, str):
        assert source_text(cable) == text
    return cable


def document(
    body: str,
    *attributes: str,
    banner: str = "CONFIDENTIAL",
    line: str = "C O N F I D E N T I A L MODELTOWN 0417",
    head: str = "TAGS: EAGR, XX\nSUBJECT: BARLEY",
) -> str:
    """A telegram with stamps, its text and its attributes."""
    return "\n".join(
        [
            STAMP,
            "\n\n                  Message Text\n",
            banner,
            "\n\nPAGE 01 MODELT 00417 121640Z\n\n\n53",
            "ACTION EUR-12\n\n\nINFO OCT-01 ISO-00 /013 W",
            "            --------------------- 054819",
            "R 121410Z MAR 75\nFM AMEMBASSY MODELTOWN\nTO SECSTATE WASHDC 3018\n\n",
            line,
            f"\n\nE.O. 11652: GDS\n{head}\n\n",
            body,
            f"\n\n\n{banner}\n\n\n\n\nNNNN\n\n\n\n",
            STAMP,
            "\f" + STAMP,
            "\n\n                   Message Attributes",
            *attributes,
            "\n\n\n\n" + STAMP,
            "",
        ]
    )


BODY = "1. FIRST.\n\n\n2. SECOND.\nMARSH"
NUMBER = "Document Number: 1975MODELT00417"


def kinds(cable: Cable) -> list[FieldKind]:
    return [field.kind for field in cable.fields if not field.name]


def attribute(cable: Cable, name: str) -> Field:
    return next(field for field in cable.fields if field.name == name)


def told(cable: Cable, kind: NoticeKind) -> list[str]:
    return [notice.message for notice in cable.notices if notice.kind is kind]


def only(cable: Cable, kind: type[Block]) -> list[str]:
    return [block_text(b) for b in iter_blocks(cable.blocks) if isinstance(b, kind)]


# -- the parts of a document -----------------------------------------------------------------------


def test_the_head_is_read_to_the_last_line() -> None:
    cable = read(document(BODY, NUMBER))
    assert kinds(cable) == [
        FieldKind.RELEASE,
        FieldKind.NOTE,
        *[FieldKind.DISTRIBUTION] * 4,
        FieldKind.DTG,
        FieldKind.ORIGINATOR,
        FieldKind.ACTION,
        FieldKind.CLASSIFICATION,
        FieldKind.EXECUTIVE_ORDER,
        FieldKind.TAGS,
        FieldKind.SUBJECT,
        FieldKind.END,
        FieldKind.NOTE,
    ]


def test_text_and_signature() -> None:
    cable = read(document(BODY, NUMBER))
    assert only(cable, Paragraph) == ["1. FIRST.", "2. SECOND."]
    assert cable.signature == ("MARSH",)


def test_a_signature_below_a_line_without_full_stop() -> None:
    assert read(document("1. PLEASE SEND BARGES\nMARSH", NUMBER)).signature == ("MARSH",)


def test_a_text_that_was_cut_off_has_no_signature() -> None:
    assert read(document("1. PLEASE SEND, AN\n\nEEEEEEEE", NUMBER)).signature == ()


def test_an_unnumbered_text_is_no_head() -> None:
    cable = read(document("SON ARRIVED APRIL 4. NO MONEY.\nMARSH", NUMBER))
    assert only(cable, Paragraph) == ["SON ARRIVED APRIL 4. NO MONEY."]
    assert FieldKind.UNPARSED not in kinds(cable)


def test_the_release_stamp_is_a_fact_of_its_own() -> None:
    cable = read(document(BODY, NUMBER))
    (release,) = cable.fields_of(FieldKind.RELEASE)
    assert release.text == STAMP.strip()
    stamps = [leaf for leaf in cable.furniture if leaf.kind is FurnitureKind.STAMP]
    assert [leaf.raw for leaf in stamps] == [STAMP.strip()] * 3


def test_a_banner_under_the_heading_is_the_telegrams() -> None:
    cable = read(document(BODY, NUMBER).replace("Message Text\n\n", "Message Text\n"))
    assert cable.markings.banners[0].raw == "CONFIDENTIAL"


@pytest.mark.parametrize("copy", ["60", "61/62", "21-12"])
def test_the_number_of_a_print_copy_is_no_text(copy: str) -> None:
    cable = read(document(BODY, NUMBER).replace("\n53\n", f"\n{copy}\n"))
    assert copy in [field.text for field in cable.fields_of(FieldKind.DISTRIBUTION)]


def test_a_drafting_block() -> None:
    block = (
        "DRAFTED BY EUR/XX:JROE:AB\nAPPROVED BY EUR:JDOE\nS/PRS - MR. MARSH\nEUR/YY: MS. LEE (INFO)"
    )
    text = document(BODY, NUMBER).replace("            -----", f"{block}\n            -----")
    drafting = [f.text for f in read(text).fields_of(FieldKind.DRAFTING)]
    assert drafting == block.split("\n")


@pytest.mark.parametrize("mark", ["NNN", "NNNN", "NNNNMAFVVZCZ", "<< END OF DOCUMENT >>"])
def test_end_marks(mark: str) -> None:
    cable = read(document(BODY, NUMBER).replace("NNNN", mark))
    assert [f.text for f in cable.fields_of(FieldKind.END)] == [mark]


@pytest.mark.parametrize(
    "note", ["NOTE BY OC/T: PASSED ABOVE ADDRESSEE.", "NOTE BY OCT: X.", "(*) #AS RECEIVED."]
)
def test_notes_of_the_communications_centre(note: str) -> None:
    cable = read(document(f"{BODY}\n\n\n{note}", NUMBER))
    assert [f.text for f in cable.fields_of(FieldKind.NOTE)][1] == note
    assert cable.signature == ("MARSH",)


@pytest.mark.parametrize(
    ("line", "schedule"),
    [
        ("E.O. 11652: XGDS-1", "XGDS-1"),
        ("E.O. 12065: GDS 3/12/81 (MARSH, A. B.) OR-M", "GDS"),
        ("E.O. XGDS", "XGDS"),
    ],
)
def test_executive_orders(line: str, schedule: str) -> None:
    cable = read(document(BODY, NUMBER).replace("E.O. 11652: GDS", line))
    assert cable.markings.declassification[0].schedule == schedule


def test_no_foreign_dissem_is_a_caption() -> None:
    line = "S E C R E T MODELTOWN 0417\n\n\nNO FOREIGN DISSEM"
    cable = read(document(BODY, NUMBER, banner="SECRET", line=line))
    assert overall_marking(cable).text == "SECRET//NOFORN"


def test_a_numbered_statement_on_the_entire_text() -> None:
    cable = read(document("1. SECRET- ENTIRE TEXT.\n\n\n2. SECOND.\nMARSH", NUMBER))
    statement = cable.markings.entire_text
    assert statement is not None
    assert statement.level is Level.S


# -- what interrupts the text ----------------------------------------------------------------------

TURN = "CONFIDENTIAL\n\n\nCONFIDENTIAL\n\n\nPAGE 02 MODELT 00417 121640Z\n\n\n"


def test_a_page_end_inside_a_sentence() -> None:
    cable = read(document(f"1. THE CROP WILL\n{TURN}EXCEED HOPES.\nMARSH", NUMBER))
    assert only(cable, Paragraph) == ["1. THE CROP WILL EXCEED HOPES."]


def test_a_page_end_inside_a_word() -> None:
    cable = read(document(f"1. HE PRE-\n{TURN}SUMES SO.\nMARSH", NUMBER))
    assert only(cable, Paragraph) == ["1. HE PRE-SUMES SO."]


def test_a_stamp_and_form_feed_inside_a_sentence() -> None:
    turn = f"\n\n\n\n{STAMP}\n\f{STAMP}\n\n"
    cable = read(document(f"1. THE CROP WILL{turn}EXCEED HOPES.\nMARSH", NUMBER))
    assert only(cable, Paragraph) == ["1. THE CROP WILL EXCEED HOPES."]


def test_form_feeds_are_no_news() -> None:
    assert not told(read(document(BODY, NUMBER)), NoticeKind.CONTROL_CHARACTERS)


def test_a_page_line_split_in_two_is_read() -> None:
    text = "UNCLASSIFIED\nPAGE 01 MODELT 00417 121640Z\nACTION EUR-12\nR 121410Z MAR 75\n"
    cable = read(text + "FM AMEMBASSY MODELTOWN\nTO SECSTATE\nUNCLAS MODELTOWN 417\n1. FIRST.\n")
    assert cable.mrn == "75MODELTOWN417"


# -- attributes ------------------------------------------------------------------------------------


def test_attributes_are_kept_and_those_known_are_typed() -> None:
    cable = read(
        document(
            BODY,
            NUMBER,
            "Executive Order: GS 19810331 MARSH, A B",
            "Film Number: n/a",
            "From: MODELTOWN OR-M",
            "Original Classification: CONFIDENTIAL",
            "Current Classification: UNCLASSIFIED",
            "TAGS: EAGR, XX, BARLEY BOARD, (ROE, JANE Q)",
        )
    )
    names = [leaf for leaf in attribute(cable, "TAGS").content if type(leaf).__name__ == "Tag"]
    assert [getattr(leaf, "name", "") for leaf in names] == [
        "EAGR",
        "XX",
        "BARLEY BOARD",
        "ROE, JANE Q",
    ]
    assert attribute(cable, "Film Number").value_text == "n/a"
    assert attribute(cable, "Executive Order").kind is FieldKind.ATTRIBUTE
    order = cable.markings.declassification[1]
    assert (order.schedule, order.officer) == ("GDS", "MARSH, A B")
    assert str(order.declassify_on) == "1981-03-31"


def test_the_current_classification_is_no_marking() -> None:
    cable = read(document(BODY, NUMBER, "Current Classification: UNCLASSIFIED"))
    assert {banner.level for banner in cable.markings.banners} == {Level.C}
    assert not told(cable, NoticeKind.CONFLICT)


def test_the_text_comes_before_the_attributes() -> None:
    cable = read(document(BODY, NUMBER, "From: OTHERTOWN", "Subject: RYE", "TAGS: PGOV"))
    assert cable.header.originator is not None
    assert cable.header.originator.name == "AMEMBASSY MODELTOWN"
    assert cable.subject is not None
    assert cable.subject.text == "BARLEY"
    assert [tag.name for tag in cable.tags] == ["EAGR", "XX"]


def test_attributes_stand_in_for_what_the_text_lacks() -> None:
    cable = read(document(BODY, NUMBER, "Subject: RYE", "TAGS: PGOV, XX", head="REF: STATE 1"))
    assert cable.subject is not None
    assert cable.subject.text == "RYE"
    assert [tag.name for tag in cable.tags] == ["PGOV", "XX"]
    said = told(cable, NoticeKind.DERIVED)
    assert "subject taken from the attribute Subject; the text has none" in said
    assert "tags taken from the attribute TAGS; the text has none" in said


def test_a_record_without_text() -> None:
    text = f"""{STAMP}

          Message Text


          Message Attributes
Document Number: 1975OSLO00417
From: OSLO
Locator: TEXT ON MICROFILM, ADS TEXT NOT CONVERTED
Original Classification: SECRET
Original Handling Restrictions: EXDIS
Subject: HERRING
"""
    cable = read(text)
    assert cable.mrn == "75OSLO417"
    assert overall_marking(cable).text == "SECRET//EXDIS"
    assert cable.header.originator is not None
    assert cable.header.originator.name == "OSLO"
    assert any("holds no text" in said for said in told(cable, NoticeKind.UNPARSED))
    assert any("banner SECRET" in said for said in told(cable, NoticeKind.DERIVED))


# -- markings of text and attributes ---------------------------------------------------------------


def test_a_higher_original_classification_is_told_and_shown() -> None:
    cable = read(document(BODY, NUMBER, "Original Classification: SECRET"))
    assert overall_marking(cable).level is Level.S
    assert cable.markings.banner is not None
    assert cable.markings.banner.level is Level.C
    assert any("SECRET" in said for said in told(cable, NoticeKind.CONFLICT))


def test_a_lower_original_classification_lowers_nothing() -> None:
    cable = read(document(BODY, NUMBER, "Original Classification: UNCLASSIFIED"))
    assert overall_marking(cable).text == "CONFIDENTIAL"
    assert told(cable, NoticeKind.CONFLICT)


def test_limited_official_use_against_unclassified_is_a_conflict() -> None:
    cable = read(
        document(
            BODY,
            NUMBER,
            "Original Classification: LIMITED OFFICIAL USE",
            banner="UNCLASSIFIED",
            line="UNCLAS MODELTOWN 0417",
        )
    )
    assert overall_marking(cable).text == "LIMITED OFFICIAL USE"
    assert told(cable, NoticeKind.CONFLICT)


def test_a_handling_restriction_that_the_text_lacks() -> None:
    cable = read(document(BODY, NUMBER, "Original Handling Restrictions: EXDIS, STADIS"))
    assert overall_marking(cable).controls == ("EXDIS", "STADIS")
    assert len(told(cable, NoticeKind.CONFLICT)) == 2


def test_a_value_that_is_no_level_stays_text() -> None:
    cable = read(document(BODY, NUMBER, "Original Classification: SECRETARY"))
    field = attribute(cable, "Original Classification")
    assert not any(isinstance(leaf, Banner) for leaf in field.content)
    assert any("SECRETARY" in said for said in told(cable, NoticeKind.UNPARSED))


# -- sections: the sample --------------------------------------------------------------------------


@pytest.fixture(scope="module")
def sample() -> Cable:
    return read(SAMPLE.read_text("ascii"))


def test_a_sentence_over_two_sections(sample: Cable) -> None:
    assert only(sample, Item)[1] == (
        "B. THE PRICE OF OIL FOR THE LAMP, AND THE NAME OF THE MAN WHO HAS BEEN SELLING IT TO "
        "BOTH SIDES SINCE THE WINTER OF 1971."
    )


def test_the_head_of_the_second_section_is_set_apart(sample: Cable) -> None:
    heads = [leaf.raw for leaf in sample.furniture if leaf.kind is FurnitureKind.HEAD]
    assert "FM AMEMBASSY EXAMPLEVILLE" in heads
    assert "NNN" in heads
    assert len(sample.header.action_addressees) == 1
    assert [p.number for p in sample.paragraphs] == [1, 2, 3, 4]


def test_banners_of_all_sections_are_kept(sample: Cable) -> None:
    raws = [banner.raw for banner in sample.markings.banners]
    assert raws.count("C O N F I D E N T I A L") == 2


def test_lines_of_notices_count_hidden_heads(sample: Cable) -> None:
    lines = SAMPLE.read_text("ascii").split("\n")
    (head,) = [n for n in sample.notices if n.message.startswith("the head of a section")]
    assert head.line is not None
    assert lines[head.line - 1] == "NNN"


def test_the_sample_gives_what_it_states(sample: Cable) -> None:
    assert sample.mrn == "78EXAMPLEVILLE2208"
    assert overall_marking(sample).text == "CONFIDENTIAL//EXDIS"
    assert sample.signature == ("DOE",)
    assert not told(sample, NoticeKind.CONFLICT)
    assert not told(sample, NoticeKind.UNPARSED)


# -- recognition -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("head", "score"),
    [
        ("\n        Message Text\n", 90),
        ("PAGE 01   MODELT 00417 121640Z\nACTION EUR-12\n", 70),
        ("UNCLASSIFIED\nPAGE 01\nSTATE 028954\nORIGIN NEA-10\n", 70),
        ("PAGE 01   MODELT 00417 121640Z\n", 0),
        ("The Message Text is short.\n", 0),
        ("FM AMEMBASSY MODELTOWN\nTO SECSTATE WASHDC\n", 0),
    ],
)
def test_sniffs_text(head: str, score: int) -> None:
    assert NaraReader().sniff(head.encode(), "a.txt") == score


def test_sniffs_pdf() -> None:
    assert NaraReader().sniff(telegram_pdf(["X"]), "a.pdf") == 95
    assert NaraReader().sniff(telegram_pdf(["X"], creator="Writer"), "a.pdf") == 0


# -- PDF -------------------------------------------------------------------------------------------


def pages_of(text: str) -> list[str]:
    """The pages of a document without the stamps, which the PDF draws itself."""
    return [page.replace(STAMP, "") for page in text.split("\f")]


def test_pdf_and_text_give_the_same_cable() -> None:
    text = document(f"1. HE PRE-\n{TURN}SUMES SO.\nMARSH", NUMBER, "Subject: BARLEY")
    plain, pdf = read(text), read(telegram_pdf(pages_of(text)))
    assert pdf.mrn == plain.mrn
    assert only(pdf, Paragraph) == only(plain, Paragraph)
    assert pdf.signature == plain.signature
    assert pdf.markings.banner == plain.markings.banner
    assert pdf.header == plain.header


def test_a_pdf_says_where_its_text_is_from() -> None:
    cable = read(telegram_pdf(pages_of(document(BODY, NUMBER))))
    assert "text taken from 2 pages of a PDF" in told(cable, NoticeKind.ENCODING)
    assert cable.provenance is not None
    assert cable.provenance.reader == "nara"


def test_a_pdf_without_a_telegram() -> None:
    with pytest.raises(NotACableError, match="no telegram"):
        read(telegram_pdf(["MINUTES OF THE GARDEN CLUB\n\nThe roses are late."], stamp=""))


def test_page_markers_are_not_read() -> None:
    cable = read(document(f"1. HE SAID\n{TURN}SO.\nMARSH", NUMBER))
    (paragraph,) = cable.paragraphs
    assert sum(isinstance(leaf, PageMarker) for leaf in paragraph.content) == 1
    assert not any(isinstance(leaf, Furniture) for leaf in paragraph.content)


# -- anything at all -------------------------------------------------------------------------------

LINES = st.one_of(
    st.sampled_from(document(TURN + BODY, NUMBER, "TAGS: A, (B", "From: X").split("\n")),
    st.text(max_size=20),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(LINES, min_size=1, max_size=40))
def test_any_lines_give_a_cable_with_every_character(lines: list[str]) -> None:
    text = "\n".join(["Message Text", *lines]).encode("utf-8", "replace")
    try:
        (cable,) = NaraReader().read(text, source=Source("a.txt"))
    except NotACableError:
        return
    assert source_text(cable).encode() == text.replace(b"\r\n", b"\n").replace(b"\r", b"\n")


def seconds(line: str, count: int) -> float:
    text = f"{document(BODY + line * count, NUMBER)}{line * count}"
    start = time.perf_counter()
    next(NaraReader().read(text.encode(), source=Source("a.txt")))
    return time.perf_counter() - start


@pytest.mark.timing
@pytest.mark.parametrize(
    "line",
    [
        "Subject: A, B\n",
        "TAGS: (A, (A, (A,\n",
        f"{STAMP}\n",
        "MORE OF A VALUE\n",
        "PAGE 01 MODELT 00417 02 OF 03 121641Z\n",
        f"NNN\n{TURN}S E C R E T SECTION 2 OF 3 MODELTOWN 417\n",
    ],
)
def test_time_grows_with_the_text(line: str) -> None:
    seconds(line, 10)
    assert seconds(line, 3000) < 30 * max(seconds(line, 300), 0.01)
