from __future__ import annotations

import pytest
from hypothesis import given, settings

import examples
import strategies
from cableconv.model.blocks import (
    Block,
    Field,
    FieldKind,
    Heading,
    Item,
    Paragraph,
    Preformatted,
    Quoted,
    Row,
    Table,
)
from cableconv.model.cable import Cable
from cableconv.model.effective import (
    NO_MARKING,
    Basis,
    caption_controls,
    effective_mark,
    highest_marking,
    overall_marking,
    portion_marks,
    security_level,
)
from cableconv.model.header import PageMarker, Security
from cableconv.model.inherit import inherited_marks
from cableconv.model.leaf import Cell, LineBreak, Text
from cableconv.model.markings import Banner, Caption, EntireText, Level, PortionMark

S, C, U, SBU, S_NF = (
    PortionMark("(S)", Level.S),
    examples.C,
    examples.U,
    examples.SBU,
    examples.S_NF,
)
REL = PortionMark("(S//REL TO USA, GBR)", Level.S, ("REL",), ("USA", "GBR"))
FOUO = PortionMark("(FOUO)", None, ("FOUO",))
ALL_SBU = EntireText("Sensitive but unclassified, entire text.", Level.U, ("SBU",))


ALL_C = EntireText("Confidential - entire text.", Level.C)
ALL_NF = EntireText("C/NF - entire text.", Level.C, ("NOFORN",))
ALL_REL = EntireText("C//REL TO USA, GBR - entire text.", Level.C, ("REL",), ("USA", "GBR"))
C_NF = PortionMark("(C//NF)", Level.C, ("NOFORN",))


def paragraphs(*marks: PortionMark) -> tuple[Block, ...]:
    return tuple(Paragraph((mark, Text(" x"))) for mark in marks)


def banner(raw: str, level: Level | None, *controls: str, rel: tuple[str, ...] = ()) -> Field:
    return Field(FieldKind.CLASSIFICATION, (Banner(raw, level, controls, rel),))


def caption(name: str) -> Field:
    return Field(FieldKind.CAPTION, (Caption(name, name),))


def security(letters: str) -> Field:
    return Field(FieldKind.SECURITY, (Security(f"ZNY {letters}", "ZNY", letters),))


def entire(statement: EntireText) -> Field:
    return Field(FieldKind.ENTIRE_TEXT, (statement,))


OVERALL: list[tuple[tuple[Block, ...], str, Basis]] = [
    ((), NO_MARKING, Basis.NONE),
    ((Paragraph((Text("x"),)),), NO_MARKING, Basis.NONE),
    ((caption("SIPDIS"),), NO_MARKING, Basis.NONE),
    ((caption("EXDIS"),), "EXDIS", Basis.CAPTIONS),
    ((banner("UNCLAS", Level.U),), "UNCLASSIFIED", Basis.STATED),
    ((banner("UNCLAS", Level.U), *paragraphs(S)), "UNCLASSIFIED", Basis.STATED),
    ((banner("S E C R E T", Level.S), *paragraphs(U)), "SECRET", Basis.STATED),
    ((banner("S E C R E T", Level.S), caption("NODIS")), "SECRET//NODIS", Basis.STATED),
    ((banner("S E C R E T", Level.S), caption("SENSITIVE")), "SECRET", Basis.STATED),
    ((banner("S E C R E T", Level.S), caption("SBU"), caption("NOFORN")), "SECRET//NOFORN",
     Basis.STATED),
    ((banner("SECRET//NOFORN//X1", Level.S, "NOFORN", "X1"), caption("ORCON"), caption("EXDIS")),
     "SECRET//NOFORN/ORCON//EXDIS//X1", Basis.STATED),
    ((banner("SECRET//SENSITIVE", Level.S, "SENSITIVE"),), "SECRET//SENSITIVE", Basis.STATED),
    ((security("CCCCC"), caption("SENSITIVE"), caption("NOFORN")), "CONFIDENTIAL//NOFORN",
     Basis.SECURITY_LINE),
    ((banner("UNCLAS", Level.U), caption("SENSITIVE")), "UNCLASSIFIED//SENSITIVE", Basis.STATED),
    ((banner("SECRET//REL TO USA, GBR", Level.S, "REL", rel=("USA", "GBR")),),
     "SECRET//REL TO USA, GBR", Basis.STATED),
    ((entire(ALL_SBU),), "SENSITIVE BUT UNCLASSIFIED", Basis.ENTIRE_TEXT),
    ((entire(ALL_SBU), caption("SENSITIVE")), "SENSITIVE BUT UNCLASSIFIED", Basis.ENTIRE_TEXT),
    ((entire(ALL_C), *paragraphs(C, C_NF)), "CONFIDENTIAL//NOFORN", Basis.ENTIRE_TEXT),
    ((entire(ALL_REL), *paragraphs(U)), "CONFIDENTIAL//REL TO USA, GBR", Basis.ENTIRE_TEXT),
    ((entire(ALL_REL), *paragraphs(C)), "CONFIDENTIAL", Basis.ENTIRE_TEXT),
    ((entire(ALL_REL), *paragraphs(C_NF)), "CONFIDENTIAL//NOFORN", Basis.ENTIRE_TEXT),
    ((entire(ALL_C), *paragraphs(SBU)), "CONFIDENTIAL", Basis.ENTIRE_TEXT),
    ((entire(ALL_NF), security("SSSSS")), "SECRET//NOFORN", Basis.SECURITY_LINE),
    ((security("SSSSS"),), "SECRET", Basis.SECURITY_LINE),
    ((security("CCCCC"), *paragraphs(S)), "SECRET", Basis.PORTIONS),
    ((security("SSSSS"), *paragraphs(C)), "SECRET", Basis.SECURITY_LINE),
    ((security("EEEEE"),), "UNCLASSIFIED", Basis.SECURITY_LINE),
    (paragraphs(U, C, U), "CONFIDENTIAL", Basis.PORTIONS),
    (paragraphs(SBU, U), "SENSITIVE BUT UNCLASSIFIED", Basis.PORTIONS),
    (paragraphs(SBU, C), "CONFIDENTIAL", Basis.PORTIONS),
    (paragraphs(C, S_NF), "SECRET//NOFORN", Basis.PORTIONS),
    (paragraphs(REL, S_NF), "SECRET//NOFORN", Basis.PORTIONS),
    (paragraphs(FOUO), "UNCLASSIFIED//FOR OFFICIAL USE ONLY", Basis.PORTIONS),
    ((Heading((S, Text(" x"))),), "SECRET", Basis.PORTIONS),
    ((Preformatted((Text("Item 1"), LineBreak(), S_NF, Text(" Item 2"))),), "SECRET//NOFORN",
     Basis.PORTIONS),
    ((Table((Row((C, Cell(" 1"))), Row((S, Text(" | "), Cell("2"))))),), "SECRET", Basis.PORTIONS),
    ((Field(FieldKind.SUBJECT, (Text("x "), S)),), "SECRET", Basis.PORTIONS),
]  # fmt: skip


@pytest.mark.parametrize(("blocks", "text", "basis"), OVERALL)
def test_the_marking_of_a_whole_cable(blocks: tuple[Block, ...], text: str, basis: Basis) -> None:
    found = overall_marking(Cable(blocks))
    assert (found.text, found.basis) == (text, basis)


LETTERS = [
    ("UUUUU", Level.U),
    ("EEEEE", Level.U),
    ("RRRRR", Level.R),
    ("CCCCC", Level.C),
    ("SSSSS/BBBBB", Level.S),
    ("TTTTT", Level.TS),
    ("XXXXX", None),
    ("", None),
]


@pytest.mark.parametrize(("letters", "level"), LETTERS)
def test_the_level_of_a_security_line(letters: str, level: Level | None) -> None:
    assert security_level(Security("ZNY", "ZNY", letters)) is level


def test_no_security_line_has_no_level() -> None:
    assert security_level(None) is None


@settings(max_examples=150)
@given(strategies.cables())
def test_the_marking_is_never_lower_than_what_it_rests_on(cable: Cable) -> None:
    found = overall_marking(cable)
    if found.basis is Basis.NONE:
        assert found.text == NO_MARKING
        assert found.level is None
        return
    if found.basis is Basis.ENTIRE_TEXT:
        entire_text = cable.markings.entire_text
        assert entire_text is not None
        assert (found.level or Level.U) >= (entire_text.level or Level.U)
        assert set(entire_text.controls) <= set(found.controls)
    if found.basis in (Basis.PORTIONS, Basis.SECURITY_LINE):
        assert found.level is not None
        levels = [mark.level for mark in portion_marks(cable) if mark.level is not None]
        assert found.level >= max(levels, default=Level.U)
        assert found.level >= (security_level(cable.header.security) or Level.U)
        foreign = any("NOFORN" in mark.controls for mark in portion_marks(cable))
        assert not foreign or "NOFORN" in found.text


@settings(max_examples=100)
@given(strategies.cables())
def test_captions_that_restrict_are_in_the_marking(cable: Cable) -> None:
    found = overall_marking(cable)
    unclassified = {"SENSITIVE", "SBU", "LOU", "FOUO"}
    dropped = {"SENSITIVE"} if found.level in (Level.U, None) else unclassified
    for name in set(caption_controls(cable)) - dropped:
        assert name in found.text
    if cable.markings.banner is None and not caption_controls(cable):
        proven = any(portion_marks(cable)) or cable.markings.entire_text or cable.header.security
        assert bool(proven) == (found.text != NO_MARKING)


ITEM = Item((Text("x"),))
MARKED_ITEM = Item((U, Text(" y")))


def test_a_paragraph_speaks_for_itself_then_the_entire_text() -> None:
    marked, bare = Paragraph((C, Text(" x"))), Paragraph((Text("x"),))
    cable = Cable((entire(ALL_SBU), marked, bare))
    assert effective_mark(cable, marked) is C
    assert effective_mark(cable, bare) is ALL_SBU
    assert effective_mark(Cable((bare,)), bare) is None


def test_a_volume_keeps_the_caption_limdis() -> None:
    cables = [Cable((banner("C O N", Level.C), caption("LIMDIS"))), Cable(paragraphs(S))]
    assert highest_marking([overall_marking(one) for one in cables]).text == "SECRET//LIMDIS"


def test_an_item_is_spoken_for_by_itself_its_paragraph_the_entire_text() -> None:
    under_mark = Paragraph((C, Text(" x")), (ITEM, MARKED_ITEM))
    assert effective_mark(Cable((under_mark,)), ITEM) is C
    assert effective_mark(Cable((under_mark,)), MARKED_ITEM) is U
    other = Item((Text("x"),))
    bare = Paragraph((Text("x"),), (other,))
    assert effective_mark(Cable((under_mark, bare)), other) is None
    assert effective_mark(Cable((entire(ALL_SBU), bare)), other) is ALL_SBU


def test_a_point_of_a_point_is_spoken_for_by_the_point_above_it() -> None:
    points = [
        Item((S_NF, Text(" Alpha:"))),
        Item((Text("under alpha"),), depth=2),
        Item((U, Text(" under alpha too")), depth=2),
        Item((Text("beside it"),), depth=2),
        Item((Text("Beta"),)),
        Item((Text("under beta"),), depth=2),
    ]
    cable = Cable((Paragraph((C, Text(" x")), tuple(points)), Item((Text("of no paragraph"),))))
    marks = [effective_mark(cable, point) for point in points]
    assert marks == [S_NF, S_NF, U, S_NF, C, C]
    last = cable.blocks[-1]
    assert isinstance(last, Item)
    assert effective_mark(cable, last) is None


def test_points_of_a_quotation_are_spoken_for_inside_it() -> None:
    point = Item((Text("x"),))
    other = Item((Text("x"),))
    quoted = Quoted((Paragraph((S, Text(" x")), (point,)), other))
    cable = Cable((Paragraph((C, Text(" x")), (quoted,)),))
    assert effective_mark(cable, point) is S
    assert effective_mark(cable, other) is C


def test_all_marks_are_found_in_one_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    cable = Cable(tuple(Paragraph((C,), (Item((Text("x"),)),)) for _ in range(50)))
    asked: list[object] = []
    found = inherited_marks(cable.blocks)

    def counted(blocks: tuple[Block, ...]) -> dict[int, PortionMark]:
        asked.append(blocks)
        return found

    monkeypatch.setattr("cableconv.model.cable.inherited_marks", counted)
    items = [block for block in cable.all_blocks if isinstance(block, Item)]
    assert {effective_mark(cable, item) for item in items} == {C}
    assert len(asked) == 1


def test_asking_writes_nothing_into_the_nodes() -> None:
    cable = Cable((entire(ALL_SBU), Paragraph((Text("x"),))))
    effective_mark(cable, cable.paragraphs[0])
    assert cable.paragraphs[0].portion_mark is None


def test_portion_marks_in_order() -> None:
    assert [mark.raw for mark in portion_marks(examples.FULL)] == [
        "(U)",
        "(C)",
        "(S/NF)",
        "(U)",
        "(U)",
        "(U)",
    ]


def attribute(raw: str, level: Level | None, *controls: str) -> Field:
    content = (Banner(raw, level, controls),)
    return Field(FieldKind.ATTRIBUTE, content, name="Classification")


FOUO_HELD = attribute("UNCLASSIFIED//FOR OFFICIAL USE ONLY", Level.U, "FOUO")
SECRET_HELD = attribute("SECRET//NOFORN", Level.S, "NOFORN")
HELD: list[tuple[tuple[Block, ...], str]] = [
    ((SECRET_HELD,), "SECRET//NOFORN"),
    ((SECRET_HELD, banner("UNCLAS", Level.U)), "SECRET//NOFORN"),
    ((SECRET_HELD, banner("UNCLAS//SBU", Level.U, "SBU")), "SECRET//NOFORN"),
    ((SECRET_HELD, banner("S E C R E T", Level.S)), "SECRET//NOFORN"),
    ((SECRET_HELD, banner("TOP SECRET", Level.TS)), "TOP SECRET//NOFORN"),
    ((FOUO_HELD, banner("S E C R E T", Level.S)), "SECRET"),
    ((FOUO_HELD, banner("UNCLAS", Level.U)), "UNCLASSIFIED//FOR OFFICIAL USE ONLY"),
    ((FOUO_HELD, banner("UNCLAS", Level.U), caption("SENSITIVE")), "UNCLASSIFIED//SENSITIVE"),
    ((FOUO_HELD, banner("LIMITED OFFICIAL USE", Level.U, "LOU")), "LIMITED OFFICIAL USE"),
    ((attribute("UNCLASSIFIED", Level.U), banner("C O N", Level.C)), "CONFIDENTIAL"),
]  # fmt: skip


@pytest.mark.parametrize(("blocks", "words"), HELD, ids=range(len(HELD)))
def test_attribute_never_lowers_and_adds_what_the_text_lacks(
    blocks: tuple[Block, ...], words: str
) -> None:
    assert overall_marking(Cable(blocks)).text == words
    assert overall_marking(Cable(blocks[::-1])).text == words


def paged(raw: str, level: Level | None, *controls: str, rel: tuple[str, ...] = ()) -> Paragraph:
    content = (Text("went to"), LineBreak(), Banner(raw, level, controls, rel), LineBreak())
    return Paragraph((*content, PageMarker("PAGE 02"), LineBreak(), Text("the lake")))


CON = banner("C O N F I D E N T I A L", Level.C)
GBR = {"rel": ("USA", "GBR")}
PAGED: list[tuple[tuple[Block, ...], str]] = [
    ((CON, paged("SECRET", Level.S)), "SECRET"),
    ((CON, paged("UNCLASSIFIED", Level.U)), "CONFIDENTIAL"),
    ((CON, paged("CONFIDENTIAL//NOFORN", Level.C, "NOFORN")), "CONFIDENTIAL//NOFORN"),
    ((paged("CONFIDENTIAL", Level.C), paged("SECRET", Level.S)), "SECRET"),
    ((CON, Quoted((paged("SECRET", Level.S),))), "SECRET"),
    ((Quoted((paged("SECRET", Level.S),)), *paragraphs(C)), "SECRET"),
    ((CON, Quoted((banner("S E C R E T", Level.S),))), "CONFIDENTIAL"),
    ((FOUO_HELD, banner("UNCLAS", Level.U), paged("UNCLAS FOUO", Level.U, "FOUO"),
      caption("SENSITIVE")), "UNCLASSIFIED//FOR OFFICIAL USE ONLY//SENSITIVE"),
    ((CON, paged("LIMITED OFFICIAL USE", Level.U, "LOU")), "CONFIDENTIAL"),
    ((banner("SECRET//REL", Level.S, "REL", **GBR), paged("SECRET//NOFORN", Level.S, "NOFORN")),
     "SECRET//NOFORN"),
    ((banner("CON//REL", Level.C, "REL", **GBR), paged("SECRET", Level.S)), "SECRET"),
]  # fmt: skip


@pytest.mark.parametrize(("blocks", "words"), PAGED, ids=range(len(PAGED)))
def test_banner_of_a_page_counts_and_never_lowers(blocks: tuple[Block, ...], words: str) -> None:
    assert overall_marking(Cable(blocks)).text == words


def test_statement_on_the_entire_text_speaks_beside_a_line_that_only_says_unclas() -> None:
    line = banner("UNCLAS", Level.U)
    assert overall_marking(Cable((line, entire(ALL_SBU)))).text == "SENSITIVE BUT UNCLASSIFIED"
    assert overall_marking(Cable((line, entire(ALL_SBU)))).basis is Basis.STATED
    secret = banner("S E C R E T", Level.S)
    assert overall_marking(Cable((secret, entire(ALL_SBU)))).text == "SECRET"
