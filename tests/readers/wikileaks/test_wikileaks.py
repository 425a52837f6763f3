from __future__ import annotations

import contextlib
import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import wikileaks_pages as pages
from cableconv.conversion import dumps, loads
from cableconv.errors import LimitExceededError, NotACableError
from cableconv.model.blocks import Field, FieldKind, Paratext
from cableconv.model.cable import Cable
from cableconv.model.effective import overall_marking
from cableconv.model.header import DateTimeGroup
from cableconv.model.leaf import Excision, FurnitureKind
from cableconv.model.markings import Banner, Level
from cableconv.model.walk import iter_leaves, source_text
from cableconv.notices import Notice, NoticeKind, Severity
from cableconv.readers.base import Source
from cableconv.readers.wikileaks import WikileaksReader
from cableconv.registry import sniff

EXTRACT = (
    "This record is a partial extract of the original cable. "
    "The full text of the original cable is not available."
)


def attribute(cable: Cable, name: str) -> Field:
    return next(f for f in cable.fields_of(FieldKind.ATTRIBUTE) if f.name == name)


def created(cable: Cable) -> DateTimeGroup:
    (leaf,) = (x for x in attribute(cable, "Created").content if isinstance(x, DateTimeGroup))
    return leaf


def notices(cable: Cable, kind: NoticeKind) -> list[Notice]:
    return [notice for notice in cable.notices if notice.kind is kind]


def test_page_is_sniffed() -> None:
    markup = pages.page().encode()
    assert WikileaksReader().sniff(markup[:65536], "page.html") == 95
    assert sniff(markup[:65536], "page.html").name == "wikileaks"
    # In the largest layout the table stands beyond what a reader sees.
    assert WikileaksReader().sniff(markup[:400], "page.html") == 95


def test_other_pages_are_not() -> None:
    assert WikileaksReader().sniff(b"<html><title>Cable TV</title>", "x.html") == 0
    assert WikileaksReader().sniff(b"Viewing cable 06X1 is a text", "x.txt") == 0


def test_identity() -> None:
    cable = pages.read(pages.page())
    assert cable.mrn == "06EXAMPLEVILLE680"
    assert cable.subject is not None
    assert cable.subject.text == ("THE MAYOR OPENS A BRIDGE WHICH IS LONGER THAN THE LAST ONE")
    assert cable.title == "THE MAYOR OPENS A BRIDGE WHICH IS LONGER THAN THE"
    assert [tag.name for tag in cable.tags] == ["PREL", "XX"]
    assert [ref.mrn for ref in cable.references] == ["06EXAMPLEVILLE618", "05SAMPLETON6432"]
    assert [p.number for p in cable.paragraphs] == [1, 2]
    assert cable.signature == ("ROE",)
    assert cable.header.originator is not None
    assert cable.header.originator.name == "AMEMBASSY EXAMPLEVILLE"


def test_fields_of_the_table_are_typed_and_as_stated() -> None:
    cable = pages.read(pages.page(articles=pages.ARTICLES))
    assert [f.name for f in cable.fields_of(FieldKind.ATTRIBUTE)] == [
        "Reference ID",
        "Created",
        "Released",
        "Classification",
        "Origin",
        "Appears in these articles",
    ]
    banner = attribute(cable, "Classification").content[-1]
    assert banner == Banner("UNCLASSIFIED//FOR OFFICIAL USE ONLY", Level.U, ("FOUO",))
    assert attribute(cable, "Origin").value_text == "Embassy Exampleville"
    assert "http://news.example/bridge" in attribute(cable, "Appears in these articles").text


def test_wrong_minutes_are_taken_from_the_date_time_group() -> None:
    cable = pages.read(pages.page())
    assert created(cable).raw == "2006-02-08 21:09"
    assert created(cable).utc == dt.datetime(2006, 2, 8, 21, 47, tzinfo=dt.UTC)
    assert cable.dtg is not None
    assert cable.dtg.raw == "R 082147Z FEB 06"
    (notice,) = notices(cable, NoticeKind.DERIVED)
    assert "21:47" in notice.message
    assert source_text(cable).split("\n")[(notice.line or 0) - 1] == "Created\t2006-02-08 21:09"


def test_right_minutes_need_no_notice() -> None:
    cable = pages.read(pages.page(created="2006-02-08 21:47"))
    assert created(cable).utc == (cable.dtg and cable.dtg.utc)
    assert not notices(cable, NoticeKind.DERIVED)


@pytest.mark.parametrize("stated", ["2006-02-09 21:09", "2006-02-08 20:08", "2006-02-08 21:46"])
def test_another_time_is_a_conflict_and_stays(stated: str) -> None:
    cable = pages.read(pages.page(created=stated))
    assert created(cable).utc == dt.datetime.fromisoformat(f"{stated}+00:00")
    assert stated in notices(cable, NoticeKind.CONFLICT)[0].message


def test_midnight_is_twelve_on_the_clock_of_the_template() -> None:
    header = pages.HEADER.replace("082147Z", "080047Z")
    cable = pages.read(pages.page(header, created="2006-02-08 00:12"))
    assert created(cable).utc == dt.datetime(2006, 2, 8, 0, 47, tzinfo=dt.UTC)


def test_created_that_is_no_time_is_text() -> None:
    cable = pages.read(pages.page(created="unknown"))
    assert attribute(cable, "Created").value_text == "unknown"


def test_partial_extract_is_dated_by_the_table_only() -> None:
    cable = pages.read(pages.page(EXTRACT))
    assert cable.dtg is not None
    assert cable.dtg.utc == dt.datetime(2006, 2, 8, 21, 9, tzinfo=dt.UTC)
    assert cable.header.originator is not None
    assert cable.header.originator.name == "Embassy Exampleville"
    assert [f.text for f in cable.fields_of(FieldKind.NOTE)] == [EXTRACT]
    (notice,) = notices(cable, NoticeKind.DERIVED)
    assert notice.severity is Severity.WARNING
    assert "may be wrong" in notice.message
    assert [p.number for p in cable.paragraphs] == [1, 2]


def test_time_on_a_page_line_proves_minutes_of_an_extract() -> None:
    line = "PAGE 02        EXAMPLEVILLE  00680  082147Z"
    body = pages.BODY.replace("All were glad.", f"All \n{line} \nwere glad.")
    cable = pages.read(pages.page(EXTRACT, body))
    assert created(cable).utc == dt.datetime(2006, 2, 8, 21, 47, tzinfo=dt.UTC)


@pytest.mark.parametrize("header", ["null", "", " \n"])
def test_page_without_header_lines(header: str) -> None:
    cable = pages.read(pages.page(header))
    assert cable.header.station is None
    assert cable.mrn == "06EXAMPLEVILLE680"
    assert [p.number for p in cable.paragraphs] == [1, 2]


def test_year_of_references_comes_from_the_table() -> None:
    cable = pages.read(pages.page(None, "REF: SAMPLETON 12\n\n1. Text."))
    assert [ref.mrn for ref in cable.references] == ["06SAMPLETON12"]


def test_title_stands_in_where_there_is_no_subject() -> None:
    cable = pages.read(pages.page(body="UNCLAS EXAMPLEVILLE 000680\n\n1. Text."))
    assert cable.subject is not None
    assert cable.subject.text.startswith("THE MAYOR OPENS")
    assert any("first line only" in n.message for n in notices(cable, NoticeKind.DERIVED))


def test_malformed_id_is_kept_as_stated() -> None:
    cable = pages.read(pages.page(id="08SECTION01GF02EXAMPLE21"))
    assert cable.mrn == "08SECTION01GF02EXAMPLE21"
    (notice,) = notices(cable, NoticeKind.UNPARSED)
    assert "08SECTION01GF02EXAMPLE21" in notice.message


def test_hint_of_the_caller_wins_over_a_malformed_id() -> None:
    markup = pages.page(id="7575EXAMPLEVILLE1895").encode()
    (cable,) = WikileaksReader().read(markup, source=Source("x", mrn="75EXAMPLEVILLE1895"))
    assert cable.mrn == "75EXAMPLEVILLE1895"


def test_other_serial_on_the_line_is_a_conflict() -> None:
    cable = pages.read(pages.page(id="06EXAMPLEVILLE681"))
    assert any("EXAMPLEVILLE 000680" in n.message for n in notices(cable, NoticeKind.CONFLICT))


# -- classification --------------------------------------------------------------------------------

UNCLAS = "UNCLAS SECTION 01 OF 02 EXAMPLEVILLE 000680"
SPACED = "S E C R E T SECTION 01 OF 02 EXAMPLEVILLE 000680"


def test_fouo_of_the_table_and_sensitive_of_the_text_agree() -> None:
    cable = pages.read(pages.page())
    assert not notices(cable, NoticeKind.CONFLICT)
    assert overall_marking(cable).text == "UNCLASSIFIED//SENSITIVE"
    assert cable.markings.banner is not None
    assert cable.markings.banner.raw == "UNCLAS"


@pytest.mark.parametrize(
    ("table", "line", "words"),
    [
        ("CONFIDENTIAL", SPACED, "SECRET"),
        ("SECRET//NOFORN", UNCLAS, "SECRET//NOFORN"),
        ("SECRET//NOFORN", SPACED, "SECRET//NOFORN"),
        ("UNCLASSIFIED", SPACED, "SECRET"),
    ],
)
def test_overall_marking_is_never_lower_than_table_or_line(
    table: str, line: str, words: str
) -> None:
    body = pages.BODY.replace(UNCLAS, line).replace("SENSITIVE \n", "")
    cable = pages.read(pages.page(body=body, classification=table))
    assert overall_marking(cable).text == words
    assert cable.markings.banners[0].raw == table
    assert line.startswith(cable.markings.banners[1].raw)
    assert notices(cable, NoticeKind.CONFLICT)


def test_fouo_without_any_word_of_the_text_stays() -> None:
    body = pages.BODY.replace("SENSITIVE \n", "").replace("(SBU)", "(U)")
    cable = pages.read(pages.page(body=body))
    assert overall_marking(cable).text == "UNCLASSIFIED//FOR OFFICIAL USE ONLY"
    assert notices(cable, NoticeKind.CONFLICT)


def test_sensitive_text_under_a_bare_table_is_a_conflict() -> None:
    cable = pages.read(pages.page(classification="UNCLASSIFIED"))
    assert "SENSITIVE" in notices(cable, NoticeKind.CONFLICT)[0].message


def test_noforn_of_the_text_alone_is_a_conflict() -> None:
    body = pages.BODY.replace("SENSITIVE \n", "NOFORN \n").replace(UNCLAS, SPACED)
    cable = pages.read(pages.page(body=body, classification="SECRET"))
    assert overall_marking(cable).text == "SECRET//NOFORN"
    assert any("NOFORN" in n.message for n in notices(cable, NoticeKind.CONFLICT))


def test_security_line_against_table_and_line_is_a_conflict() -> None:
    header = pages.HEADER.replace("ZNR UUUUU", "ZNY CCCCC")
    cable = pages.read(pages.page(header))
    assert any("security line" in n.message for n in notices(cable, NoticeKind.CONFLICT))


def test_table_alone_is_the_banner_of_a_text_without_a_line() -> None:
    body = pages.BODY.replace(UNCLAS + " \n", "").replace("SENSITIVE \n", "")
    cable = pages.read(pages.page(EXTRACT, body, classification="SECRET//NOFORN"))
    assert overall_marking(cable).text == "SECRET//NOFORN"


def test_unknown_classification_is_text_with_a_notice() -> None:
    cable = pages.read(pages.page(classification="UNKNOWN"))
    assert any("'UNKNOWN'" in n.message for n in notices(cable, NoticeKind.UNPARSED))


# -- text ------------------------------------------------------------------------------------------


def test_site_is_furniture_and_pilcrows_are() -> None:
    cable = pages.read(pages.page())
    kinds = [leaf.kind for leaf in cable.furniture]
    assert kinds.count(FurnitureKind.PILCROW) == 3
    assert kinds.count(FurnitureKind.SITE) == 5
    assert not any("¶" in p.text for p in cable.paragraphs)


def test_pilcrow_in_running_text_is_furniture() -> None:
    body = pages.BODY.replace(
        "All were glad.", "It cost\n<a id='par1' href='#par1'>¶</a>1.5 million."
    )
    cable = pages.read(pages.page(body=body))
    assert cable.paragraphs[1].text == "It cost 1.5 million."


def test_raw_markup_of_the_text_is_text() -> None:
    body = pages.BODY.replace("All were", "<Israel> and <220571> and &D; were")
    cable = pages.read(pages.page(body=body))
    assert cable.paragraphs[1].text == "<Israel> and <220571> and &D; were glad."


def test_names_that_were_cut_are_excisions() -> None:
    body = pages.BODY.replace("All were", "XXXXXXXXXXXX and XXXXX were")
    cable = pages.read(pages.page(body=body))
    cut = [leaf.raw for leaf in iter_leaves(cable.blocks) if isinstance(leaf, Excision)]
    assert cut == ["XXXXXXXXXXXX", "XXXXX"]


def test_page_with_a_break_for_each_line_reads_the_same() -> None:
    lines = pages.page().replace("&#x000A;", "<br />&#x000A;")
    assert pages.read(lines).blocks == pages.read(pages.page()).blocks


def test_line_ends_of_windows_read_the_same() -> None:
    cable = pages.read(pages.page().replace("\n", "\r\n"))
    assert cable.blocks == pages.read(pages.page()).blocks
    assert cable.provenance is not None
    assert cable.provenance.newlines == "CRLF"


def test_page_that_is_cut_off_is_read_with_a_conflict() -> None:
    markup = pages.page()
    cable = pages.read(markup[: markup.rindex("</pre>")])
    assert cable.paragraphs[1].text == "All were glad."
    assert any("cut off" in n.message for n in notices(cable, NoticeKind.CONFLICT))


# -- second copies ---------------------------------------------------------------------------------

FIELDS = """\
52287
2006-02-08 21:47:00
06EXAMPLEVILLE680
Embassy Exampleville
UNCLASSIFIED//FOR OFFICIAL USE ONLY
05SAMPLETON6432|06EXAMPLEVILLE618
"""
NAMED = """\
id: 52287
date: 2/8/2006 21:47
refid: 06EXAMPLEVILLE680
origin: Embassy Exampleville
classification: UNCLASSIFIED//FOR OFFICIAL USE ONLY
destination: 05SAMPLETON6432
header:
"""
ENDS = "\n\n----------------- header ends ----------------\n\n"
TEASER = pages.BODY[: pages.BODY.index(" bridge.  End")] + "...\n\n"
COPIES = {
    "fields and header": FIELDS + pages.HEADER + "\n\n",
    "fields, header and tags": FIELDS + pages.HEADER + "\nTAGS: PREL XX\n",
    "fields only": FIELDS + "\n",
    "fields far apart": FIELDS.replace("\n", "\n\n"),
    "no references": FIELDS.replace("05SAMPLETON6432|06EXAMPLEVILLE618", ""),
    "teaser and fields": TEASER + FIELDS.replace("\n", "\n\n"),
    "teaser and names": TEASER + NAMED + pages.HEADER + ENDS,
}


@pytest.mark.parametrize("copy", COPIES.values(), ids=COPIES.keys())
def test_last_copy_is_the_cable_and_the_rest_is_a_dump(copy: str) -> None:
    cable = pages.read(pages.page(body=copy + pages.BODY))
    plain = pages.read(pages.page())
    dumps_ = [leaf for leaf in cable.furniture if leaf.kind is FurnitureKind.DUMP]
    assert dumps_
    assert [b for b in cable.blocks if not isinstance(b, Paratext)] == [
        b for b in plain.blocks if not isinstance(b, Paratext)
    ]
    assert any("second copy" in n.message for n in notices(cable, NoticeKind.FURNITURE))


def test_line_that_closes_a_copy_is_a_dump() -> None:
    line = "=======================CABLE ENDS==========================="
    cable = pages.read(pages.page(body=COPIES["teaser and names"] + pages.BODY + f"\n\n{line}\n"))
    assert cable.signature == ("ROE",)
    assert line in [leaf.raw for leaf in cable.furniture if leaf.kind is FurnitureKind.DUMP]


def test_lines_of_notices_count_over_the_copy() -> None:
    body = pages.BODY.replace("2. (U)", "4. (U)")
    cable = pages.read(pages.page(body=COPIES["fields and header"] + body))
    (notice,) = notices(cable, NoticeKind.NUMBERING)
    assert source_text(cable).split("\n")[(notice.line or 0) - 1].startswith("¶4. (U)")


def test_copy_gives_the_minutes_of_an_extract() -> None:
    cable = pages.read(pages.page(EXTRACT, FIELDS + "\n" + pages.BODY))
    assert created(cable).utc == dt.datetime(2006, 2, 8, 21, 47, tzinfo=dt.UTC)
    assert cable.header.station is None


def test_header_that_only_the_copy_has_is_the_cables() -> None:
    cable = pages.read(pages.page(EXTRACT, FIELDS + pages.HEADER + "\n\n" + pages.BODY))
    assert cable.header.station is not None
    assert cable.dtg is not None
    assert cable.dtg.raw == "R 082147Z FEB 06"


def test_text_that_stands_only_before_the_fields_is_no_copy() -> None:
    first = "1. (C) A paragraph that is nowhere else. It speaks of another bridge.\n\n"
    cable = pages.read(pages.page(body=first + FIELDS + "\n" + pages.BODY))
    assert not [leaf for leaf in cable.furniture if leaf.kind is FurnitureKind.DUMP]
    assert any("another bridge" in p.text for p in cable.paragraphs)


def test_line_that_the_last_copy_lost_is_named() -> None:
    teaser = TEASER.replace("SIPDIS \n", "SIPDIS \nTOSEC 12345 \n", 1)
    cable = pages.read(pages.page(body=teaser + FIELDS + pages.BODY))
    assert any("TOSEC 12345" in n.message for n in notices(cable, NoticeKind.CONFLICT))


# -- hostile input and properties ------------------------------------------------------------------


def test_page_over_the_limit_is_refused() -> None:
    with pytest.raises(LimitExceededError, match="over the limit"):
        next(WikileaksReader(max_bytes=1000).read(pages.page().encode(), source=Source("x")))


def test_page_without_pre_is_refused_with_a_hint() -> None:
    with pytest.raises(NotACableError, match="no pre element") as error:
        pages.read("<html><title>Cable Viewer</title><body>gone</body></html>")
    assert error.value.hint


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_any_cut_or_mixed_page_conserves_or_is_refused(data: st.DataObject) -> None:
    markup = pages.page(body=COPIES["teaser and names"] + pages.BODY)
    start = data.draw(st.integers(0, len(markup)))
    stop = data.draw(st.integers(start, len(markup)))
    filling = data.draw(st.text(alphabet="<>/&#;x0A¶\n 1.()SBUpre'=a", max_size=40))
    with contextlib.suppress(NotACableError):
        assert pages.read(markup[:start] + filling + markup[stop:]).blocks


@pytest.mark.parametrize("format_", ["json", "tei", "txt", "docx"])
def test_page_can_be_written(format_: str) -> None:
    cable = pages.read(pages.page(articles=pages.ARTICLES))
    assert dumps(cable, format_)


def test_json_reads_back_equal() -> None:
    cable = pages.read(pages.page(articles=pages.ARTICLES))
    assert loads(dumps(cable, "json"), format="json") == cable
