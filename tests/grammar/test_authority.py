"""Authority lines."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cableconv.grammar.authority import is_authority_start, scan_authority
from cableconv.model.content import Inline, raw_text
from cableconv.model.leaf import Label, LineBreak, Text
from cableconv.model.markings import (
    ClassifiedBy,
    Declassification,
    DerivedFrom,
    Level,
    PortionMark,
    Reasons,
)


def typed(text: str) -> list[Inline]:
    leaves = scan_authority(text)
    assert raw_text(leaves) == text
    return [leaf for leaf in leaves if not isinstance(leaf, (Text, LineBreak))]


U = PortionMark("(U)", Level.U)
BD = Reasons("1.4 (b) and (d)", ("1.4(b)", "1.4(d)"))
DOE = ClassifiedBy("DCM John Doe", ("John Doe",), "DCM")
ROE = ClassifiedBy("Ambassador Jane Roe", ("Jane Roe",), "Ambassador")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Classified By: DCM John Doe for reasons 1.4 (b) and (d).",
         [Label("Classified By:"), DOE, BD]),
        ("CLASSIFIED BY DCM John Doe FOR REASONS 1.4 (b) and (d)",
         [Label("CLASSIFIED BY"), DOE, BD]),
        ("Classified By: Ambassador Jane Roe.  Reasons: 1.4 (b) and (d).",
         [Label("Classified By:"), ROE, Label("Reasons:"), BD]),
        ("(U) Classified by Ambassador Jane Roe.  Reason 1.4 (b) and (d).",
         [U, Label("Classified by"), ROE, Label("Reason"), BD]),
        ("(Classified by DCM John Doe, reasons 1.4 (b) and (d))",
         [Label("Classified by"), DOE, BD]),
        ("CLASSIFIED BY: ROSE DOE, DIRECTOR;\n REASON: 1.4(B), (D)",
         [Label("CLASSIFIED BY:"), ClassifiedBy("ROSE DOE, DIRECTOR", ("ROSE DOE",), "DIRECTOR"),
          Label("REASON:"), Reasons("1.4(B), (D)", ("1.4(b)", "1.4(d)"))]),
        ("CLASSIFIED BY SECTION 1.5 (B)",
         [Label("CLASSIFIED BY"), Reasons("SECTION 1.5 (B)", ("1.5(b)",))]),
        ("Classified By: DCM John Doe. E.O. 12958, 1.4 (b).",
         [Label("Classified By:"), DOE, Reasons("E.O. 12958, 1.4 (b)", ("1.4(b)",))]),
        ("Classified By: DCM John Doe per 1.4 (b) and (d)", [Label("Classified By:"), DOE, BD]),
        ("Classified By: DCM John Doe for reasons: 1.4 (b) and (d)",
         [Label("Classified By:"), DOE, Label("reasons:"), BD]),
        ("Classified By: DCM John Doe under 1.4 (b) and (d)", [Label("Classified By:"), DOE, BD]),
        ("Classified By: DCM John\nDoe for reasons 1.4 (b)\nand (d).",
         [Label("Classified By:"), ClassifiedBy("DCM John\nDoe", ("John Doe",), "DCM"),
          Reasons("1.4 (b)\nand (d)", ("1.4(b)", "1.4(d)"))]),
        ("CLASSIFIED BY DCM JOHN DOE JR. REASON 1.5 (D).",
         [Label("CLASSIFIED BY"), ClassifiedBy("DCM JOHN DOE JR.", ("JOHN DOE JR.",), "DCM"),
          Label("REASON"), Reasons("1.5 (D)", ("1.5(d)",))]),
        ("Derived From: DSCG 05-01, D\nDeclassify On: 08/16/2017",
         [Label("Derived From:"), DerivedFrom("DSCG 05-01, D"), Label("Declassify On:"),
          Declassification("08/16/2017", declassify_on=dt.date(2017, 8, 16))]),
        ("DERIVED FROM Multiple Sources. (U) Declassify on: X1",
         [Label("DERIVED FROM"), DerivedFrom("Multiple Sources"), U, Label("Declassify on:"),
          Declassification("X1", exemptions=("X1",))]),
        ("REASON(S): 1.4 (b) and (d)", [Label("REASON(S):"), BD]),
        ("Classified By:", [Label("Classified By:")]),
        ("Words before. Classified By: DCM John Doe",
         [Label("Classified By:"), DOE]),
        ("", []),
        ("No label at all, for reasons 1.4 (b).", []),
    ],
)  # fmt: skip
def test_statements(text: str, expected: list[Inline]) -> None:
    assert typed(text) == expected


@pytest.mark.parametrize(
    "line",
    ["Classified By: X", "CLASSIFIED BY X", "(U) Classified by X", "  Classified By: X",
     "Derived From: X", "DERIVED FROM X", "Reason: 1.4", "REASON(S): 1.4", "REASON 1.5 (D)",
     "Declassify On: X1", "(Classified by X", "((U) CLASSIFIED BY X",
     "Derivatively classified by X"],
)  # fmt: skip
def test_starts(line: str) -> None:
    assert is_authority_start(line)


@pytest.mark.parametrize(
    "line",
    ["", "derived from the talks", "classified by the ministry", "Reasons for the delay",
     "Declassify the paper", "The reason: none", "Classified bystanders", "Reasoned 1.4"],
)  # fmt: skip
def test_other_lines(line: str) -> None:
    assert not is_authority_start(line)


def test_a_sentence_is_no_source() -> None:
    assert typed("Derived from " + "the words of a long sentence " * 20) == [Label("Derived from")]


@given(
    st.lists(
        st.sampled_from(
            ["Classified By:", "(U)", "DCM", "John Doe", "Reason:", "1.4", "(b)", "and (d).",
             "Derived From:", "Declassify On:", "X1", "\n", "for reasons", ";", "(", ")", "É"]
        ),
        max_size=12,
    )
)  # fmt: skip
def test_no_character_is_lost(words: list[str]) -> None:
    typed(" ".join(words))
    typed("".join(words))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Derived From: U.S. Embassy Memo of 2005", DerivedFrom("U.S. Embassy Memo of 2005")),
        ("Derived From: U.S.\nEmbassy Memo.", DerivedFrom("U.S.\nEmbassy Memo")),
        ("Derived From: Memo of Dr. Roe.  1. (C) One.", DerivedFrom("Memo of Dr. Roe")),
        ("Derived From: DSCG 05-1, app. A.  The post", DerivedFrom("DSCG 05-1, app. A")),
        ("Derived From: DSCG 05-1. The post", DerivedFrom("DSCG 05-1")),
        ("Declassify on: Death of Mr. X",
         Declassification("Death of Mr. X", event="Death of Mr. X")),
    ],
)  # fmt: skip
def test_a_full_stop_of_an_abbreviation_ends_no_value(text: str, value: Inline) -> None:
    assert typed(text)[1] == value
