"""One document: read, written, converted; every bad input is one clear error or a notice."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import cableconv as cc
from cableconv import conversion
from cableconv.errors import (
    CableconvError,
    EnvironmentFailure,
    InternalError,
    LimitExceededError,
    ManyCablesError,
    NotACableError,
    OptionError,
    OutputExistsError,
    ReadError,
    UnknownFormatError,
    UsageError,
)
from cableconv.model.walk import source_text
from cableconv.notices import NoticeKind

TEXT = """UNCLAS EXAMPLEVILLE 000012

E.O. 12958: N/A
TAGS: PREL
SUBJECT: A NOTIONAL SUBJECT

1. (U) A first paragraph, with a \u00b6 and an \u00e9.

2. (U) A second one.
"""

Install = Callable[..., Path]


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    path = tmp_path / "in" / "sample.txt"
    path.parent.mkdir()
    path.write_text(TEXT, encoding="utf-8")
    return path


# --- reading ----------------------------------------------------------------------------------


def test_read_gives_the_cable_of_a_file(sample: Path) -> None:
    cable = cc.read(sample)
    assert source_text(cable) == TEXT
    assert [p.number for p in cable.paragraphs] == [1, 2]
    assert cable.provenance is not None
    assert cable.provenance.source == "sample.txt"
    assert cc.read(str(sample)) == cable


def test_read_all_gives_one_after_the_other(sample: Path) -> None:
    assert [source_text(cable) for cable in cc.read_all(sample)] == [TEXT]


def test_loads_takes_bytes_and_text() -> None:
    cable = cc.loads(TEXT)
    assert cable == cc.loads(TEXT.encode())
    assert cable == cc.loads(bytearray(TEXT.encode()))  # type: ignore[arg-type]  # works as well
    assert cable.provenance is not None
    assert cable.provenance.source == "-"


def test_loads_keeps_the_name() -> None:
    cable = cc.loads(TEXT, name="given.txt")
    assert cable.provenance is not None
    assert cable.provenance.source == "given.txt"


def test_text_with_escaped_bytes_gets_them_back() -> None:
    raw = b"1. (U) The \xb6 of Latin-1."
    cable = cc.loads(raw.decode("utf-8", "surrogateescape"))
    assert cable.provenance is not None
    assert cable.provenance.encoding == "cp1252"
    assert "\u00b6" in source_text(cable)


def test_a_lone_surrogate_is_an_error() -> None:
    with pytest.raises(NotACableError, match="surrogate"):
        cc.loads("1. (U) \ud83d")


def test_hints_reach_the_reader() -> None:
    cable = cc.loads(TEXT, mrn="07EXAMPLEVILLE12", year=2007)
    assert cable.mrn == "07EXAMPLEVILLE12"
    assert cable.provenance is not None
    assert cable.provenance.hints == ("mrn=07EXAMPLEVILLE12", "year=2007")


@pytest.mark.parametrize(
    ("hints", "part"),
    [({"year": 7}, "four digits"), ({"year": 20070}, "four digits"), ({"mrn": " "}, "mrn")],
)
def test_impossible_hints(hints: dict[str, Any], part: str) -> None:
    with pytest.raises(UsageError) as caught:
        cc.loads(TEXT, **hints)
    assert part in caught.value.hint


def test_the_format_can_be_named(sample: Path) -> None:
    assert source_text(cc.read(sample, format="telegram")) == TEXT
    with pytest.raises(ReadError) as caught:
        cc.read(sample, format="json")
    assert caught.value.place == f"{sample}:1"


def test_unknown_reader(sample: Path) -> None:
    with pytest.raises(UnknownFormatError, match="no reader is named 'docs'") as caught:
        cc.read(sample, format="docs")
    assert "telegram" in caught.value.hint
    assert caught.value.place == ""


def test_a_stream_is_read_like_a_file() -> None:
    cable = conversion.read_stream(io.BytesIO(TEXT.encode()))
    assert cable == cc.loads(TEXT)
    with pytest.raises(LimitExceededError) as caught:
        conversion.read_stream(io.BytesIO(TEXT.encode()), max_bytes=5)
    assert caught.value.place == "-"


@pytest.mark.usefixtures("plugin")
def test_many_cables_are_read_with_read_all(tmp_path: Path) -> None:
    path = tmp_path / "many.whisper"
    path.write_text("whisper: one\nwhisper: two\n")
    with pytest.raises(ManyCablesError) as caught:
        cc.read(path)
    assert "read_all" in caught.value.hint
    assert caught.value.place == str(path)
    assert [source_text(cable) for cable in cc.read_all(path)] == ["one", "two"]


@pytest.mark.usefixtures("plugin")
def test_errors_name_the_path_and_the_line(tmp_path: Path) -> None:
    path = tmp_path / "many.whisper"
    path.write_text("whisper: one\nloud\n")
    cables = cc.read_all(path)
    assert next(cables).notices
    with pytest.raises(NotACableError) as caught:
        next(cables)
    assert caught.value.place == f"{path}:2"


@pytest.mark.usefixtures("plugin")
def test_an_input_without_any_cable(tmp_path: Path) -> None:
    path = tmp_path / "none.whisper"
    path.write_text("")
    with pytest.raises(NotACableError, match="holds no cable"):
        cc.read(path)


def test_what_a_reader_throws_is_wrapped(install: Install) -> None:
    source = (
        "class R:\n    name = 'bad'\n    suffixes = ()\n"
        "    def sniff(self, head, name): return 0\n"
        "    def read(self, data, *, source):\n        yield {}['x']\n"
    )
    install("bad-pack", sources={"bad_pack": source}, readers={"bad": "bad_pack:R"})
    with pytest.raises(InternalError, match="bad-pack") as caught:
        cc.loads("x", format="bad", name="x.txt")
    assert isinstance(caught.value.__cause__, KeyError)
    assert caught.value.place == "x.txt"


# --- bad input: each a clear error ---------------------------------------------------------------

REFUSED = {
    "empty": (b"", "empty"),
    "blank": (b" \r\n\t\n", "empty"),
    "a byte order mark alone": (b"\xef\xbb\xbf", "empty"),
    "binary": (bytes(range(256)) * 20, "binary"),
    "zero bytes": (b"\0" * 4096, "binary"),
    "a PDF": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n", "PDF"),
    "a Word file": (b"PK\x03\x04" + b"\x14\0\x06\0" * 50, "ZIP"),
}
REFUSED["UTF-16 cut in half"] = (("\ufeff" + TEXT).encode("utf-16-le")[:-1], "does not fit")


@pytest.mark.parametrize("name", REFUSED)
def test_input_that_is_no_cable(tmp_path: Path, name: str) -> None:
    data, part = REFUSED[name]
    path = tmp_path / "in.txt"
    path.write_bytes(data)
    with pytest.raises(NotACableError) as read:
        cc.read(path)
    with pytest.raises(NotACableError) as loaded:
        cc.loads(data, name=str(path))
    for error in (read.value, loaded.value):
        assert part in error.message
        assert error.place == str(path)
        assert error.hint
        assert error.exit_code == 1


def test_200_mb_of_one_character_are_refused_at_once(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as stream:
        stream.truncate(200 * 2**20)
    with pytest.raises(LimitExceededError) as caught:
        cc.read(path)
    assert caught.value.place == str(path)
    with pytest.raises(LimitExceededError):
        cc.loads(b"x" * 101, max_bytes=100)


@pytest.mark.parametrize("name", ["missing.txt", ".", "a\0b"])
def test_places_that_cannot_be_read(tmp_path: Path, name: str) -> None:
    for function in (cc.read, cc.read_all):
        with pytest.raises(EnvironmentFailure) as caught:
            function(f"{tmp_path}/{name}")
        assert caught.value.place
        assert caught.value.exit_code == 4


# --- odd input: read, with a notice ------------------------------------------------------------

ODD = {
    "UTF-16 with mark": (TEXT.encode("utf-16"), NoticeKind.ENCODING),
    "UTF-16 without mark": (TEXT.encode("utf-16-be"), NoticeKind.ENCODING),
    "UTF-8 with mark": (TEXT.encode("utf-8-sig"), NoticeKind.ENCODING),
    "Latin-1 with 0xB6": (TEXT.encode("latin-1"), NoticeKind.ENCODING),
    "cp1252": (TEXT.replace(" an ", " \u201can\u201d ").encode("cp1252"), NoticeKind.ENCODING),
    "CRLF": (TEXT.replace("\n", "\r\n").encode(), NoticeKind.NEWLINES),
    "CR": (TEXT.replace("\n", "\r").encode(), NoticeKind.NEWLINES),
    "NUL": (TEXT.replace("first", "fi\0rst").encode(), NoticeKind.CONTROL_CHARACTERS),
    "C0": (TEXT.replace("first", "fi\x1b[31mrst\x07").encode(), NoticeKind.CONTROL_CHARACTERS),
}


@pytest.mark.parametrize("name", ODD)
def test_odd_input_is_read_and_told(name: str) -> None:
    data, kind = ODD[name]
    cable = cc.loads(data)
    assert kind in {notice.kind for notice in cable.notices}
    assert [p.number for p in cable.paragraphs] == [1, 2]
    assert "\u00b6" in cable.paragraphs[0].text
    assert [p.portion_mark and p.portion_mark.raw for p in cable.paragraphs] == ["(U)", "(U)"]


def test_a_line_separator_stays_in_its_line() -> None:
    text = TEXT.replace("A second", "A\u2028second\x85one")
    cable = cc.loads(text)
    assert source_text(cable) == text
    assert [p.number for p in cable.paragraphs] == [1, 2]


# --- writing ----------------------------------------------------------------------------------


@pytest.fixture
def cable() -> cc.Cable:
    return cc.loads(TEXT)


def test_write_tells_the_format_by_the_suffix(cable: cc.Cable, tmp_path: Path) -> None:
    notices = cc.write(cable, tmp_path / "out.json")
    assert (tmp_path / "out.json").read_bytes() == cc.dumps(cable, "json")
    assert isinstance(notices, list)
    assert cc.read(tmp_path / "out.json") == cable


def test_a_named_format_counts_more(cable: cc.Cable, tmp_path: Path) -> None:
    cc.write(cable, str(tmp_path / "out.pdf"), format="json")
    assert (tmp_path / "out.pdf").read_bytes() == cc.dumps(cable, ".json")


def test_write_gives_the_notices_of_the_writer(
    cable: cc.Cable, tmp_path: Path, plugin: Path
) -> None:
    del plugin
    notices = cc.write(cable, tmp_path / "out.loud")
    assert [notice.kind for notice in notices] == [NoticeKind.OMITTED]
    assert (tmp_path / "out.loud").read_text().startswith("UNCLAS EXAMPLEVILLE")


@pytest.mark.usefixtures("plugin")
def test_options_as_mapping_and_as_instance(cable: cc.Cable) -> None:
    assert cc.dumps(cable, "shout", {"end": "?", "times": "3"}).endswith(b"???\n")
    own = type(conversion.chosen_writer("shout").options)(times=2)
    assert cc.dumps(cable, "shout", own).endswith(b"!!\n")


@pytest.mark.usefixtures("plugin")
@pytest.mark.parametrize(
    ("options", "part"),
    [
        ({"end": "."}, "!, ?"),
        ({"volume": "1"}, "end, prefix, times, tone, upper"),
        (3, "ShoutOptions"),
    ],
)
def test_wrong_options(cable: cc.Cable, tmp_path: Path, options: object, part: str) -> None:
    with pytest.raises(OptionError) as caught:
        cc.write(cable, tmp_path / "out.loud", options=options)
    assert part in caught.value.hint
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("target", "error"),
    [
        ("out.doc", UnknownFormatError),
        ("out", UnknownFormatError),
        ("no/such/out.json", EnvironmentFailure),
    ],
)
def test_outputs_that_cannot_be(
    cable: cc.Cable, tmp_path: Path, target: str, error: type[CableconvError]
) -> None:
    with pytest.raises(error) as caught:
        cc.write(cable, tmp_path / target)
    assert caught.value.hint
    assert list(tmp_path.iterdir()) == []


def test_an_existing_output(cable: cc.Cable, tmp_path: Path) -> None:
    path = tmp_path / "out.json"
    path.write_text("old")
    with pytest.raises(OutputExistsError):
        cc.write(cable, path, overwrite=False)
    assert path.read_text() == "old"
    cc.write(cable, path)
    assert path.read_text() != "old"


BROKEN_WRITER = """
from dataclasses import dataclass
class W:
    name = 'bad'
    suffix = '.bad'
    media_type = 'text/plain'
    options = None
    def write(self, cable, out):
        out.write(b'half')
        raise ValueError('too sad')
"""


def test_a_writer_that_fails_leaves_nothing(
    cable: cc.Cable, tmp_path: Path, install: Install
) -> None:
    install("bad-pack", sources={"bad_pack": BROKEN_WRITER}, writers={"bad": "bad_pack:W"})
    target = tmp_path / "out" / "x.bad"
    target.parent.mkdir()
    target.write_text("old")
    with pytest.raises(InternalError, match=r"bad-pack 1\.0 failed: ValueError: too sad"):
        cc.write(cable, target)
    assert target.read_text() == "old"
    assert list(target.parent.iterdir()) == [target]


# --- converting -------------------------------------------------------------------------------


@pytest.mark.usefixtures("plugin")
def test_convert_gives_the_notices_of_both(tmp_path: Path) -> None:
    source = tmp_path / "in.whisper"
    source.write_text("whisper: hello")
    notices = cc.convert(source, tmp_path / "out.loud", options={"tone": "low"})
    assert [notice.message for notice in notices] == ["hardly heard", "the tone was left out"]
    assert (tmp_path / "out.loud").read_text() == "HELLO!\n"


def test_convert_with_named_formats(sample: Path, tmp_path: Path) -> None:
    target = tmp_path / "out"
    cc.convert(sample, target, from_format="telegram", to_format="json", year=2007)
    cable = cc.read(target, format="json")
    assert cable.mrn == "07EXAMPLEVILLE12"


def test_convert_never_replaces_its_input(sample: Path) -> None:
    with pytest.raises(OutputExistsError, match="replace the input"):
        cc.convert(sample, sample, to_format="json")
    assert sample.read_text(encoding="utf-8") == TEXT


def test_convert_refuses_an_unknown_output_before_it_reads(tmp_path: Path) -> None:
    with pytest.raises(UnknownFormatError):
        cc.convert(tmp_path / "missing.txt", tmp_path / "out.doc")


def test_convert_keeps_an_existing_output(sample: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.json"
    target.write_text("old")
    with pytest.raises(OutputExistsError):
        cc.convert(sample, target, overwrite=False)
    assert target.read_text() == "old"


def test_the_public_name_convert_is_the_function() -> None:
    # A module of the same name would hide it as soon as anything imports the module.
    assert not isinstance(cc.convert, ModuleType)
    assert "cableconv.convert" not in sys.modules


def test_every_tenth_corpus_file_is_read_or_refused_with_a_reason(corpus: Path) -> None:
    paths = sorted(path for path in corpus.glob("*/*") if path.is_file())[::10]
    outcomes = {path: outcome(path) for path in paths}
    refused = {path: error for path, error in outcomes.items() if isinstance(error, CableconvError)}
    assert len(outcomes) > len(refused)
    for path, error in refused.items():
        assert error.exit_code == 1, path
        assert error.hint, path
        assert error.source == str(path)


def outcome(path: Path) -> int | CableconvError:
    try:
        return len(list(cc.read_all(path)))
    except CableconvError as error:
        return error
