"""Several messages in one text: parted where it is certain, and never inside of a message."""

from __future__ import annotations

import itertools
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import console
from cableconv.structure.messages import messages, second_heads

HEAD = """\
VZCZCXYZ{number:04}
OO RUEHC RUEHEX
DE RUEH{post} #{number:04}/01 0201415
ZNY CCCCC ZZH
O 201415Z JAN 09
FM AMEMBASSY {post}PORT
TO RUEHC/SECSTATE WASHDC IMMEDIATE
INFO RUEHEX/AMEMBASSY EXAMPLEVILLE
BT
"""
TEXT = """\
{level} {post}PORT {number:06}

SUBJECT: A NOTIONAL MATTER

1. ({mark}) The gauge hums.

ROE
"""
END = "BT\n#{number:04}\n\n\nNNNN\n"


def message(
    number: int, post: str = "LA", level: str = "CONFIDENTIAL", *, text: str = "", end: str = END
) -> str:
    body = text or TEXT
    mark = level[0]
    return (HEAD + body + end).format(number=number, post=post, level=level, mark=mark)


ONE, TWO, THREE = message(13), message(14, "NA", "UNCLAS"), message(15, "QO", "SECRET")


@pytest.mark.parametrize("between", ["", "\n", "\n\n \n", "\n-----------\n\n", "\f\n* * *\n"])
def test_whole_messages_are_parted(between: str) -> None:
    text = between.join((ONE, TWO, THREE))
    found = messages(text)
    assert found == [ONE + between, TWO + between, THREE]
    assert [notice for one in found for notice in second_heads(one)] == []


def test_the_last_message_may_be_cut_off() -> None:
    cut = TWO[: TWO.index("BT\n#")]
    assert messages(ONE + cut) == [ONE, cut]


@pytest.mark.parametrize("end", ["BT\n#{number:04}\n", "NNNN\n", "BT\n#{number:04}\nNNNN"])
def test_ends_of_other_forms(end: str) -> None:
    one = message(13, end=end) + "\n"
    assert messages(one + TWO) == [one, TWO]


def test_a_head_may_be_short() -> None:
    bare = "\n".join(TWO.split("\n")[4:])
    assert bare.startswith("O 201415Z JAN 09\nFM ")
    assert messages(ONE + bare) == [ONE, bare]


def inside(*inner: str, before: str = "1. (C) Two telegrams are repeated:\n\n") -> str:
    """A message with others in its text."""
    text = TEXT.replace("1. ({mark}) The gauge hums.\n\n", before + "".join(inner))
    return message(13, text=text)


LATER = (
    message(13).replace("/01 ", "/02 ").replace("LAPORT 000013", "SECTION 02 OF 02 LAPORT 000013")
)

KEPT = {
    "one": ONE,
    "a message inside": inside(TWO),
    "two messages inside": inside(TWO, THREE),
    "two messages inside, the last one of the file": inside(TWO, THREE) + "\n",
    "a message inside, and its end is that of both": inside(TWO)[: -len("BT\n#0013\n\n\nNNNN\n")],
    "messages inside, the first without its date": inside(
        TWO.replace("O 201415Z JAN 09\n", ""), THREE
    ),
    "a quotation": inside(TWO, THREE, before="1. (C) He sent two telegrams. QUOTE\n\n"),
    "a text": inside(TWO, THREE, before="1. (C) He sent two telegrams. BEGIN TEXT:\n\n"),
    "a later section": ONE.replace("LAPORT", "SECTION 01 OF 02 LAPORT", 1) + LATER,
    "a second copy": ONE + ONE,
    "no end": message(13, end="") + TWO,
    "words between": f"{ONE}\nHere is the other one:\n\n{TWO}",
    "no classification line": ONE + TWO.replace("UNCLAS NAPORT 000014\n", ""),
    "no classification line above": ONE.replace("CONFIDENTIAL LAPORT 000013\n", "") + TWO,
    "no addressee": ONE + TWO.replace("TO RUEHC", "ZEN/RUEHC"),
    "no date": ONE + TWO.replace("O 201415Z JAN 09\n", ""),
    "the number of another message": ONE.replace("#0013\n", "#0099\n") + TWO,
    "more ends than heads": f"NNNN\n{ONE}{TWO}",
    "a head without an end, then one with": message(13, end="") + TWO + THREE,
}


def test_a_message_with_another_inside_is_parted_from_the_next() -> None:
    outer = inside(TWO)
    assert messages(outer + THREE) == [outer, THREE]


@pytest.mark.parametrize("name", KEPT)
def test_what_may_be_one_cable_stays_one(name: str) -> None:
    assert messages(KEPT[name]) == [KEPT[name]]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("one", []),
        ("a message inside", ["NAPORT 14"]),
        ("two messages inside", ["NAPORT 14", "QOPORT 15"]),
        ("a quotation", []),
        ("a later section", []),
        ("a second copy", []),
        ("no end", ["NAPORT 14"]),
        ("words between", ["NAPORT 14"]),
        ("the number of another message", ["NAPORT 14"]),
    ],
)
def test_heads_that_may_be_of_another_telegram_are_told(name: str, told: list[str]) -> None:
    notices = list(second_heads(KEPT[name]))
    assert [notice.message.split(",")[1].strip() for notice in notices] == told
    lines = KEPT[name].split("\n")
    assert all(lines[(one.line or 0) - 1].startswith("VZCZC") for one in notices)


def test_samples_are_one_message_each_and_joined_as_many_as_they_are() -> None:
    paths = sorted((console.ROOT / "samples").glob("*.txt"))
    texts = {path.stem: path.read_text(encoding="utf-8") for path in paths}
    for text in texts.values():
        assert messages(text) == [text]
        assert list(second_heads(text)) == []
    whole = [texts[name] for name in ("confidential-full", "scripts", "secret-noforn-derivative")]
    for one, two in itertools.permutations(whole, 2):
        assert messages(one + two) == [one, two]


LINES = [*ONE.splitlines(keepends=True), *TWO.splitlines(keepends=True), "QUOTE\n", "UNQUOTE\n"]
PIECES = [ONE, TWO, THREE, LATER, HEAD.format(number=7, post="LA"), *END.splitlines(keepends=True)]


@settings(max_examples=300, deadline=None)
@given(parts=st.lists(st.sampled_from([*PIECES, *LINES, "\n", "x"]), max_size=12))
def test_the_messages_are_always_the_text(parts: list[str]) -> None:
    text = "".join(parts)
    found = messages(text)
    assert "".join(found) == text
    assert all(found) or found == [""]
    assert all(list(messages(one)) == [one] for one in found)


@pytest.mark.timing
@pytest.mark.parametrize(
    "piece",
    [
        ONE,
        "FM A\n",
        "O 201415Z JAN 09\nFM A\nTO B\n",
        "O 201415Z JAN 09\n\n\n\nFM A\n\nTO B\nUNCLAS B 000014\nNNNN\n",
        "QUOTE\nNNNN\nDE RUEHEX #0013/01 0201415\n",
        "RUEHC RUEHEX\n",
    ],
)
def test_time_grows_with_the_text(piece: str) -> None:
    def seconds(size: int) -> float:
        text = "FM A\nFM B\n" + piece * (size // len(piece))
        begun = time.perf_counter()
        messages(text)
        list(second_heads(text))
        return time.perf_counter() - begun

    seconds(20_000)
    assert seconds(800_000) < 12 * max(seconds(200_000), 0.02)
