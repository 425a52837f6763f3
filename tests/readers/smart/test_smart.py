"""SMART cables in releases, all invented: labels, mails, stamps, codes, and labels come apart."""

from __future__ import annotations

import importlib.util
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cableconv
from cableconv.model.blocks import Field, FieldKind, Paratext
from cableconv.model.cable import Cable
from cableconv.model.effective import overall_marking
from cableconv.model.header import MessageSerial, Precedence
from cableconv.model.leaf import Excision, Furniture, FurnitureKind, Label
from cableconv.model.walk import iter_leaves, source_text
from cableconv.notices import NoticeKind
from cableconv.readers.base import Source
from cableconv.readers.smart import SmartReader

_SPEC = importlib.util.spec_from_file_location("releases", Path(__file__).parent / "releases.py")
assert _SPEC is not None
assert _SPEC.loader is not None
r = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(r)


def read_all(text: str) -> list[Cable]:
    cables = list(SmartReader().read(text.encode(), source=Source("release.txt")))
    assert "".join(map(source_text, cables)) == text
    return cables


def read(text: str) -> Cable:
    (cable,) = read_all(text)
    return cable


@pytest.fixture(scope="module")
def cable() -> Cable:
    return read(r.CABLE)


def fields(cable: Cable, kind: FieldKind) -> list[str]:
    return [" ".join(field.value_text.split()) for field in cable.fields_of(kind)]


def attribute(cable: Cable, name: str) -> list[str]:
    found = [f for f in cable.fields_of(FieldKind.ATTRIBUTE) if f.name == name]
    return [" ".join(field.value_text.split()) for field in found]


def notices(cable: Cable, kind: NoticeKind) -> list[str]:
    return [notice.message for notice in cable.notices if notice.kind is kind]


# -- the block of labels --------------------------------------------------------------------------


def test_identity(cable: Cable) -> None:
    assert cable.mrn == "12PORTEASTLAKE504"
    (field,) = cable.fields_of(FieldKind.MESSAGE_ID)
    serials = [leaf for leaf in field.content if isinstance(leaf, MessageSerial)]
    assert [(s.raw, s.post, s.serial) for s in serials] == [
        ("PORT EASTLAKE 504", "PORT EASTLAKE", "504")
    ]


def test_the_date_is_the_group_and_not_the_printed_one(cable: Cable) -> None:
    assert cable.dtg is not None
    assert cable.dtg.raw == "061322Z JUL 12"
    assert cable.dtg.utc is not None
    assert cable.dtg.utc.isoformat() == "2012-07-06T13:22:00+00:00"


def test_addresses(cable: Cable) -> None:
    assert cable.header.originator is not None
    assert cable.header.originator.name == "AMEMBASSY PORT EASTLAKE"
    action = [(a.name, a.precedence, a.niact) for a in cable.header.action_addressees]
    assert action == [
        ("WASHDC, SECSTATE", Precedence.IMMEDIATE, False),
        ("WESTLAKE, AMEMBASSY", Precedence.IMMEDIATE, True),
    ]
    assert [a.name for a in cable.header.exempted] == ["AMEMBASSY NORTHLAKE"]


def test_an_addressee_cut_by_the_end_of_a_page_keeps_its_precedence(cable: Cable) -> None:
    info = [(a.name, a.precedence) for a in cable.header.info_addressees]
    assert info == [
        ("WESTLAKE, AMEMBASSY", Precedence.ROUTINE),
        ("CIA WASHINGTON DC", Precedence.PRIORITY),
        ("HQ USNOTCOM", Precedence.ROUTINE),
        ("Coe, Ann", Precedence.IMMEDIATE),
        ("LAKE COLLECTIVE", Precedence.ROUTINE),
    ]


def test_a_name_cut_by_the_end_of_a_page_is_whole() -> None:
    cut = read(
        r.CABLE.replace("Coe, Ann\n\n\n", "Coe,\n\n\n").replace(
            "  IMMEDIATE; LAKE", "  Ann X IMMEDIATE; LAKE"
        )
    )
    info = [(a.name, a.precedence) for a in cut.header.info_addressees]
    assert info[-3:] == [
        ("HQ USNOTCOM", Precedence.ROUTINE),
        ("Coe, Ann X", Precedence.IMMEDIATE),
        ("LAKE COLLECTIVE", Precedence.ROUTINE),
    ]
    assert "Coe," in " ".join(fields(cut, FieldKind.INFO))


def test_a_comma_that_was_a_semicolon_parts_addressees() -> None:
    text = r.CABLE.replace("AMEMBASSY ROUTINE; CIA", "AMEMBASSY ROUTINE, CIA")
    assert [a.name for a in read(text).header.info_addressees][:2] == [
        "WESTLAKE, AMEMBASSY",
        "CIA WASHINGTON DC",
    ]


def test_order_tags_captions_references(cable: Cable) -> None:
    assert [d.executive_order for d in cable.markings.declassification] == ["13526"]
    assert [tag.name for tag in cable.tags] == ["PGOV", "PREL", "KDEM", "XX"]
    assert [c.name for c in cable.markings.captions] == ["SBU", "SENSITIVE", "SIPDIS"]
    assert [(x.letter, x.mrn) for x in cable.references] == [
        ("A", "12PORTEASTLAKE490"),
        ("B", "11STATE1234"),
    ]
    assert [p.raw for p in cable.header.passing_instructions] == [
        "STATE FOR S, WHA",
        "PASS TO NSC ROE",
    ]


def test_the_subject_keeps_its_mark_and_its_second_line(cable: Cable) -> None:
    assert cable.subject is not None
    assert cable.subject.text == "The Barge and its Masts: a first report on how they are stepped"
    assert cable.subject.portion_mark is not None
    assert cable.subject.portion_mark.raw == "(U)"


def test_the_closing_block_is_typed(cable: Cable) -> None:
    assert cable.signature == ("ROE",)
    assert fields(cable, FieldKind.DRAFTING) == [
        "PORT EASTLAKE:Poe, John",
        "POL:Doe, Max F ECON:Coe, Ann",
        "EXEC:Roe, Jane Q",
        "PORT EASTLAKE:Poe, John",
    ]
    assert fields(cable, FieldKind.DISTRIBUTION) == ["POL, RSO", "NONE", "Released Copy"]
    assert attribute(cable, "Attachments") == ["Metadata.dat"]


# -- markings -------------------------------------------------------------------------------------


def test_the_classification_is_the_cables_and_not_the_stamps(cable: Cable) -> None:
    banners = [b.raw for b in cable.markings.banners]
    assert banners == ["UNCLASSIFIED", "UNCLASSIFIED"]
    assert overall_marking(cable).text == "SENSITIVE BUT UNCLASSIFIED"
    stamps = [f for f in cable.furniture if f.kind is FurnitureKind.STAMP]
    assert all("Case No." in stamp.raw for stamp in stamps)
    assert notices(cable, NoticeKind.CONFLICT) == []


def test_a_mail_that_says_what_it_is_classified_as_marks_no_cable() -> None:
    text = r.CABLE.replace("Very human.", "This email is SECRET.\n\nSECRET\n\nVery human.")
    assert {b.raw for b in read(text).markings.banners} == {"UNCLASSIFIED"}


def test_a_classified_cable_keeps_its_banner_under_an_unclassified_stamp() -> None:
    text = r.CABLE.replace(r.MARKING, f"{' ' * 40}SECRET//NOFORN\n\n")
    assert text != r.CABLE
    assert overall_marking(read(text)).text == "SECRET//NOFORN"


def test_paragraphs_and_marks(cable: Cable) -> None:
    assert [(p.number, p.portion_mark.raw) for p in cable.paragraphs if p.portion_mark] == [
        (1, "(SBU)"),
        (2, "(U)"),
    ]
    assert [h.text for h in cable.headings] == ["A Heading"]


def test_codes_in_the_margin_are_excisions_and_no_marks(cable: Cable) -> None:
    codes = [x for x in iter_leaves(cable.blocks) if isinstance(x, Excision)]
    assert [(x.raw, x.reasons) for x in codes] == [
        ("B6", ("B6",)),
        ("B5", ("B5",)),
        ("1.4(D)", ("1.4(D)",)),
        ("B1", ("B1",)),
    ]
    assert any("3 exemption codes" in m for m in notices(cable, NoticeKind.FURNITURE))


def test_a_sentence_runs_over_the_end_of_a_page(cable: Cable) -> None:
    assert "The gulls are not fed. They said" in cable.paragraphs[-1].text.replace("  ", " ")
    assert notices(cable, NoticeKind.JOINED) == []


def test_a_page_number_and_a_labelled_classification_are_no_text() -> None:
    text = r.CABLE.replace(
        "have been trained", "have been\n\nCLASSIFICATION: UNCLASSIFIED\nPage 1 of 5\n\ntrained"
    )
    cable = read(text)
    assert "have been trained for it" in cable.paragraphs[0].text
    assert [(m.page, m.pages) for m in cable.page_markers if m.pages] == [(1, 5)]


def test_a_banner_that_was_misread_is_furniture_and_no_banner() -> None:
    foot = f"\n\n                 SENSITIVE BUT UNCLASSIFI JD\n{r.STAMP}\f{r.STAMP}\n"
    cable = read(r.CABLE.replace("have been trained", f"have been{foot}trained"))
    assert "have been trained for it" in cable.paragraphs[0].text
    strays = [f.raw for f in cable.furniture if f.kind is FurnitureKind.STRAY]
    assert strays == ["SENSITIVE BUT UNCLASSIFI JD"]
    assert {b.raw for b in cable.markings.banners} == {"UNCLASSIFIED"}


# -- mails and releases ---------------------------------------------------------------------------


def test_release(cable: Cable) -> None:
    assert fields(cable, FieldKind.RELEASE)[1] == "RELEASE IN PART B5,B6"
    assert "Doc No. C00000001" in fields(cable, FieldKind.RELEASE)[0]


@pytest.mark.parametrize(
    "words",
    [
        "RELEASE IN FULL",
        "RELEASE IN PART B6",
        f"RELEASE IN\n{' ' * 40}FULL",
        "RELEASE IN PART\n   B5,B6",
    ],
)
def test_releases_of_each_form(words: str) -> None:
    text = f"{r.STAMP}\n      {words}\n\n{r.LABELS}{r.TEXT}"
    assert fields(read(text), FieldKind.RELEASE)[1] == " ".join(words.split())


def test_mails_are_attributes_and_paratext(cable: Cable) -> None:
    assert attribute(cable, "From") == [
        "Roe, Jane Q <RoeJQ@example.gov>",
        "SMART Core [mailto:core@example.gov]",
    ]
    assert attribute(cable, "To") == ["", "Poe, John; Eastlake, SMARTS"]
    assert attribute(cable, "Subject")[0].endswith("how they are stepped")
    words = [f.raw for f in cable.furniture if f.kind is FurnitureKind.MAIL]
    assert [w.strip() for w in words] == ["FYI, a good example.", "Very human."]
    assert not any("good example" in p.text for p in cable.paragraphs)


def test_a_mail_header_whose_labels_came_apart_is_kept_as_text() -> None:
    torn = "From:      SMART Core\nSent:    Thursday\n         Clark, H; Jewett, J;\n"
    torn += "To\n         Roe\nCc:      Poe\n"
    cable = read(
        r.CABLE.replace(
            "From: SMART Core [mailto:core@example.gov]\n",
            torn + "\nFrom: SMART Core [mailto:core@example.gov]\n",
        )
    )
    assert attribute(cable, "Cc") == ["Doe, Max F; Coe, Ann"]
    assert any("came apart" in m for m in notices(cable, NoticeKind.UNPARSED))
    paratext = "".join(b.raw for b in cable.blocks if isinstance(b, Paratext))
    assert "Clark, H; Jewett, J;" in paratext


# -- values and labels that were read wrongly -----------------------------------------------------


def test_a_slash_read_as_a_digit_hides_no_date() -> None:
    cable = read(r.CABLE.replace("2012 / 061322Z", "20121061322Z"))
    assert cable.dtg is not None
    assert cable.dtg.raw == "061322Z JUL 12"
    assert read(r.CABLE.replace("Date/DTG:", "Date!DTG:")).dtg is not None


def test_two_dates_that_disagree_are_told() -> None:
    cable = read(r.CABLE.replace("Jul 06, 2012 /", "Jul 07, 2012 /"))
    assert any("Jul 07, 2012" in m for m in notices(cable, NoticeKind.CONFLICT))
    cable = read(r.CABLE.replace("12 PORT EASTLAKE 504", "11 PORT EASTLAKE 504"))
    assert any("MRN is of 2011" in m for m in notices(cable, NoticeKind.CONFLICT))


def test_a_value_that_was_not_understood_is_text_and_told() -> None:
    cable = read(r.CABLE.replace("12 PORT EASTLAKE 504", "l2 P0RT EASTLAKE"))
    assert cable.mrn is None
    assert any("MRN 'l2 P0RT EASTLAKE'" in m for m in notices(cable, NoticeKind.UNPARSED))


def test_each_caption_that_was_not_understood_is_told() -> None:
    cable = read(r.CABLE.replace("SENSITIVE, SI PDIS", "SENSITIVE, FOO CAPTION, SIPDIS, BAR"))
    assert {"SENSITIVE", "SIPDIS"} <= {c.name for c in cable.markings.captions}
    told = [m for m in notices(cable, NoticeKind.UNPARSED) if m.startswith("Captions")]
    assert told == [f"Captions {x!r} was not understood" for x in ("FOO CAPTION", "BAR")]


def test_a_hint_wins_over_the_stated_number() -> None:
    (cable,) = SmartReader().read(r.CABLE.encode(), source=Source("x", mrn="12EASTLAKE1"))
    assert cable.mrn == "12EASTLAKE1"


APART = """\
MRN:
Date/DTG:
From:
Action:
E.O.:
TAGS:
Subject:

12 PORT EASTLAKE 504
Jul 06, 2012 / 061322Z JUL 12
AMEMBASSY PORT EASTLAKE
WASHDC, SECSTATE ROUTINE
13526
PGOV, XX
The Barge

1. (SBU) The barge is washed weekly.

Signature:
Drafted By:
Approved By:
Released By:
Dissemination Rule:

ROE
PORT EASTLAKE:Poe, John
EXEC:Roe, Jane Q
PORT EASTLAKE:Poe, John
Released Copy

"""


def test_labels_that_came_apart_take_no_values() -> None:
    cable = read(r.RELEASE + APART + r.END)
    assert cable.mrn is None
    assert cable.dtg is None
    assert (cable.header.originator, cable.header.action_addressees, cable.tags) == (None, (), ())
    unparsed = fields(cable, FieldKind.UNPARSED)
    assert unparsed[:3] == [
        "12 PORT EASTLAKE 504",
        "Jul 06, 2012 / 061322Z JUL 12",
        "AMEMBASSY PORT EASTLAKE",
    ]
    assert unparsed[-1] == "Released Copy"
    assert len(notices(cable, NoticeKind.UNPARSED)) == 12
    assert [(p.number, p.text) for p in cable.paragraphs] == [(1, "The barge is washed weekly.")]
    empty = [f for f in cable.fields if isinstance(f.content[0], Label) and len(f.content) == 1]
    assert len(empty) >= 7


def test_a_field_cut_from_its_block_by_a_page_is_found() -> None:
    cut = r.CABLE.replace(
        "Subject:                       (U)", f"{r.PAGE}Subject:                       (U)"
    )
    cable = read(cut)
    assert cable.subject is not None
    assert cable.subject.text.startswith("The Barge and its Masts")


def test_lines_of_the_text_that_look_like_labels_stay_text() -> None:
    text = r.CABLE.replace("A Heading\n", "He wrote:\n\nFrom: a barge\nSubject: masts\n")
    cable = read(text)
    assert cable.header.originator is not None
    assert cable.header.originator.name == "AMEMBASSY PORT EASTLAKE"
    kept = [h.text for h in cable.headings] + [p.text for p in cable.paragraphs]
    assert any("From: a barge" in text for text in kept)


# -- further cables -------------------------------------------------------------------------------

OLD = """\
UNCLAS STATE 010280

TM CHANNEL

E.O. 13526: N/A
TAGS: APER, XX
SUBJECT: TMONE - ROE, JANE Q

1. SUBJECT IS ASSIGNED TO PORT EASTLAKE.
"""


def test_an_embedded_telegram_keeps_its_head_beside_the_labels() -> None:
    cable = read(r.RELEASE + r.LABELS + OLD + "\n" + r.TRAILER + r.END)
    assert cable.mrn == "12PORTEASTLAKE504"
    assert [c.name for c in cable.markings.captions][-2:] == ["TM CHANNEL", "SBU"]
    assert [d.executive_order for d in cable.markings.declassification] == ["13526", "13526"]
    subjects = fields(cable, FieldKind.SUBJECT)
    assert subjects[1] == "TMONE - ROE, JANE Q"
    assert cable.paragraphs[0].text == "SUBJECT IS ASSIGNED TO PORT EASTLAKE."


def test_two_cables_in_one_release() -> None:
    second = r.MAILS + r.MARKING + r.LABELS.replace("504", "505") + r.TEXT + r.TRAILER + r.END
    cables = read_all(r.CABLE + second)
    assert [c.mrn for c in cables] == ["12PORTEASTLAKE504", "12PORTEASTLAKE505"]
    assert [len(c.paragraphs) for c in cables] == [len(cables[0].paragraphs)] * 2
    members = [c.provenance.member for c in cables if c.provenance]
    assert members == ["1", "2"]


def test_a_release_without_the_labels_is_read_as_a_telegram() -> None:
    head = " SENSITIVE BUT UNCLASSIFIED\n\n SUBJECT: Guidance on Barges\n\n TAGS: PREL, XX\n\n"
    text = " 1.(U) Row.\n\n Approved:       J. Roe\n\n Drafter:        J. Poe\n\n"
    cable = read(r.RELEASE + head + text + r.END)
    assert cable.subject is not None
    assert cable.subject.text == "Guidance on Barges"
    assert fields(cable, FieldKind.DRAFTING) == ["J. Roe", "J. Poe"]
    assert overall_marking(cable).text == "SENSITIVE BUT UNCLASSIFIED"
    assert any("read as a telegram" in m for m in notices(cable, NoticeKind.UNPARSED))


# -- sniffing, totality, cost ---------------------------------------------------------------------


def test_sniffing() -> None:
    sniff = SmartReader().sniff
    assert sniff(r.CABLE.encode(), "x") == 95
    assert sniff(r.LABELS.encode(), "x") == 95
    assert sniff((r.STAMP + "Dear all,\n").encode(), "x") == 70
    assert sniff(b"From: Roe\nSubject: a barge\nTo: Poe\n", "x.txt") == 0
    assert sniff(OLD.encode(), "x.txt") == 0


def test_the_registry_prefers_it(tmp_path: Path) -> None:
    path = tmp_path / "release.txt"
    path.write_text(r.CABLE)
    cable = cableconv.read(path)
    assert cable.provenance is not None
    assert cable.provenance.reader == "smart"


PIECES = st.sampled_from(
    [
        *r.CABLE.split("\n"),
        r.PAGE,
        "MRN:",
        "Signature:",
        "From:",
        "To",
        "  x",
        "B6",
        "\f",
        "SECRET",
        "RELEASE IN",
    ]
)


@given(st.lists(PIECES, max_size=30), st.booleans())
@settings(max_examples=120, deadline=None)
def test_any_lines_are_read_and_kept(lines: list[str], headed: bool) -> None:  # noqa: FBT001 - Hypothesis gives it
    text = (r.LABELS if headed else "") + "\n".join([*lines, "end"])
    read_all(text)


@given(st.text("MRN: \n\fB6From/T;,.1()", max_size=300))
@settings(max_examples=60, deadline=None)
def test_any_text_is_read_and_kept(noise: str) -> None:
    read_all(r.LABELS + noise + "\nend\n")


HOSTILE = (
    "MRN:\n",
    "MRN: 12 X 1\nDate/DTG: x\nFrom: y\n",
    "To: Roe\n",
    "From: Roe\nSent: x\n",
    "\n",
    "\f    the end of a page\n",
    "Signature:\n",
    "Info: A ROUTINE;\n            ",
    "               B6\n",
    "Info: A; B; C; D; E; F; G; H\n",
    r.STAMP,
    "RELEASE IN\n",
    "Subject: x\n            ",
    "UNCLASSIFIED\n",
    "B5, B5, B5, B5, B5, B5, B5, B5\n",
    " " * 99 + "\n",
)


@pytest.mark.timing
@pytest.mark.parametrize("piece", HOSTILE)
def test_cost_grows_with_the_text(piece: str) -> None:
    times = []
    for size in (40_000, 160_000):
        text = r.LABELS + piece * (size // len(piece)) + "\nend\n"
        began = time.perf_counter()
        read_all(text)
        times.append(time.perf_counter() - began)
    assert times[1] < 10 * times[0] + 0.3


# -- the corpus -----------------------------------------------------------------------------------

FOIA = {
    "C05770573": ("10KINSHASA956", 6), "C05780489": ("11PORTAUPRINCE504", 6),
    "C05784978": ("11RABAT1210", 4), "C05785861": ("11PORTAUPRINCE504", 6),
    "C05790446": ("12PORTAUPRINCE826", 2), "C05790857": ("11PORTAUPRINCE1854", 1),
    "C05791254": ("12STOCKHOLM440", 8), "C05792129": (None, 2),
    "C05793206": ("12OECDPARIS288", 5), "C05796869": ("12OECDPARIS288", 5),
}  # fmt: skip


@pytest.mark.parametrize("name", FOIA)
def test_releases_of_the_corpus(corpus: Path, name: str) -> None:
    path = corpus / "foia_email_txt" / f"{name}.txt"
    cable = cableconv.read(path)
    mrn, marked = FOIA[name]
    assert cable.mrn == mrn
    assert sum(p.portion_mark is not None for p in cable.paragraphs) == marked
    assert overall_marking(cable).text in {"SENSITIVE BUT UNCLASSIFIED", "UNCLASSIFIED//SENSITIVE"}
    assert not cable.fields_of(FieldKind.UNPARSED)
    if mrn:
        assert cable.dtg is not None
        assert cable.dtg.utc is not None
        assert cable.header.originator is not None
        assert len(cable.signature) == 1
        addressees = [*cable.header.action_addressees, *cable.header.info_addressees]
        assert all(a.precedence for a in addressees)
    leaves = [leaf for leaf in iter_leaves(cable.blocks) if isinstance(leaf, Furniture)]
    assert {leaf.kind for leaf in leaves} <= {
        FurnitureKind.STAMP,
        FurnitureKind.MAIL,
        FurnitureKind.STRAY,
    }
    assert all(isinstance(f, Field) for f in cable.fields)
