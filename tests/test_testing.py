from __future__ import annotations

import io
import itertools
import time
from collections.abc import Callable
from typing import Any, BinaryIO, ClassVar

import attrs
import pytest

from cableconv.errors import WriteError
from cableconv.model.cable import Cable
from cableconv.model.effective import NO_MARKING
from cableconv.model.walk import source_text
from cableconv.notices import Notice, NoticeKind
from cableconv.testing import MARKS, CheckFailedError, check_writer, marked_cable
from cableconv.writers.base import NODES, NoOptions
from cableconv.writers.json import JsonWriter
from cableconv.writers.txt import TxtOptions, TxtWriter

Change = Callable[[str, Cable], str]


@attrs.frozen
class ToyWriter:
    """Writes the source text, and what a test changes about it."""

    name: ClassVar[str] = "toy"
    suffix: ClassVar[str] = ".toy"
    media_type: ClassVar[str] = "text/plain"

    change: Change = lambda text, _: text
    notices: object = None
    options: object = NoOptions()

    def write(self, cable: Cable, out: BinaryIO) -> list[Notice]:
        out.write((self.change(source_text(cable), cable) or NO_MARKING).encode())
        found: Any = self.notices
        return known_nodes(cable) if found is None else found


def known_nodes(cable: Cable) -> list[Notice]:
    parts = itertools.chain(cable.blocks, *(block.raw and block.content for block in _flat(cable)))
    foreign = [part for part in parts if type(part) not in NODES]
    return [Notice(NoticeKind.UNKNOWN_NODE, "a foreign node") for _ in foreign]


def _flat(cable: Cable) -> list[Any]:
    return [block for block in cable.blocks if hasattr(block, "content")]


@pytest.mark.parametrize("style", ["telegram", "reading", "facsimile"])
def test_the_plain_text_writer_passes(style: Any) -> None:
    check_writer(TxtWriter(TxtOptions(style)))


def test_the_json_writer_passes() -> None:
    check_writer(JsonWriter())


def test_an_honest_toy_passes() -> None:
    check_writer(ToyWriter())


def test_an_extractor_takes_the_text_out() -> None:
    backwards = ToyWriter(lambda text, _: text[::-1])
    check_writer(backwards, lambda data: data.decode()[::-1])
    with pytest.raises(CheckFailedError):
        check_writer(backwards)


def without(words: str) -> Change:
    return lambda text, _: text.replace(words, "", 1)


CALLS = itertools.count()

FAULTS: list[tuple[Change, str]] = [
    *((without(mark.raw), "mark|moved") for mark in MARKS),
    (without("Sentence 5b."), r"sentence after \(U//FOUO\) \(5b\)"),
    (without("NODIS"), "'NODIS' of the header"),
    (without("T O P S E C R E T"), "the banner"),
    (without("Ambassador Jane Roe"), "Ambassador Jane Roe"),
    (without("<angles>"), "signs of the subject"),
    (lambda text, _: text.replace("(S) Sentence 9b.", "Sentence 9b. (S)"), "moved"),
    (lambda text, _: text.replace("(C)", "(C/NF)"), "mark"),
    (lambda text, _: text if "(" in text else "UNCLASSIFIED " + text, "made up .* UNCLASSIFIED"),
    (lambda text, _: text.replace("A sentence", ""), "lost a sentence"),
    (lambda text, _: text + str(next(CALLS)), "other bytes"),
    (lambda text, _: text.replace(" word" * 3, " word", 1), "long paragraph"),
    (without("end."), "long paragraph"),
    (without("foreign"), "node that it does not know"),
]


@pytest.mark.parametrize(("change", "message"), FAULTS)
def test_a_fault_is_found(change: Change, message: str) -> None:
    with pytest.raises(CheckFailedError, match=message):
        check_writer(ToyWriter(change))


def slow(text: str, _: Cable) -> str:
    if len(text) > 10**6:
        time.sleep(0.05)
    return text


def raising(error: Exception) -> Change:
    def change(text: str, cable: Cable) -> str:
        if any(type(block) not in NODES for block in cable.blocks):
            raise error
        return text

    return change


def test_a_slow_writer_is_found() -> None:
    with pytest.raises(CheckFailedError, match="1 MB took"):
        check_writer(ToyWriter(slow), seconds=0.01)


def test_a_foreign_node_may_be_refused_but_not_crash() -> None:
    check_writer(ToyWriter(raising(WriteError("no"))))
    with pytest.raises(CheckFailedError, match="KeyError"):
        check_writer(ToyWriter(raising(KeyError("x"))))


def test_a_foreign_node_needs_a_notice() -> None:
    with pytest.raises(CheckFailedError, match="no notice"):
        check_writer(ToyWriter(notices=[]))


def test_notices_must_be_a_list_of_notices() -> None:
    for wrong in ("none", ["x"]):
        with pytest.raises(CheckFailedError, match="list of notices"):
            check_writer(ToyWriter(notices=wrong))


FACES = [
    ({"name": "Toy"}, "lower case"),
    ({"suffix": "toy"}, "no dot"),
    ({"media_type": "text"}, "media type"),
]


@pytest.mark.parametrize(("face", "message"), FACES)
def test_a_wrong_face_is_found(face: dict[str, str], message: str) -> None:
    odd = type("Odd", (ToyWriter,), face)
    with pytest.raises(CheckFailedError, match=message):
        check_writer(odd())


def test_options_must_be_of_an_attrs_class() -> None:
    with pytest.raises(CheckFailedError, match="attrs"):
        check_writer(ToyWriter(options={}))


def test_what_is_no_writer_is_found() -> None:
    nothing: Any = io.BytesIO()
    with pytest.raises(CheckFailedError, match="lacks"):
        check_writer(nothing)


def test_the_marked_cable_holds_each_mark_four_times_or_more() -> None:
    raw = source_text(marked_cable())
    assert all(raw.count(mark.raw) >= 3 for mark in MARKS)
