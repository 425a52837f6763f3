"""What sources give: in order, unlisted, and with all that is passed over told."""

from __future__ import annotations

import io
import itertools
import json
import os
import shutil
import tarfile
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import fsspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

import cableconv as cc
from batch.corpora import convert, make, tree
from cableconv.batch.fetch import Fetcher
from cableconv.batch.receipt import Status
from cableconv.batch.ref import Ref
from cableconv.batch.sources import Sources
from cableconv.batch.sources.contents import _spans
from cableconv.batch.sources.patterns import matcher
from cableconv.errors import (
    CableconvError,
    EnvironmentFailure,
    LimitExceededError,
    NotACableError,
    ReadError,
    UsageError,
)

SAMPLES = Path(__file__).resolve().parents[2] / "samples"


class Passed(Counter[str]):
    def __call__(self, place: str, reason: str) -> None:
        del place
        self[reason] += 1


def ids(*named: object, **more: object) -> list[str]:
    return [ref.id for ref in Sources(tuple(map(str, named)), **more).refs()]  # type: ignore[arg-type]


def touch(folder: Path, *names: str) -> Path:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    return folder


def test_a_folder_is_gone_through_by_name(tmp_path: Path) -> None:
    touch(tmp_path, "b/2.txt", "b/10.txt", "a.txt", "c.txt", "b/b/x.txt")
    assert ids(tmp_path) == ["a.txt", "b/10.txt", "b/2.txt", "b/b/x.txt", "c.txt"]
    assert ids(tmp_path / "b", tmp_path / "a.txt") == ["b/10.txt", "b/2.txt", "b/b/x.txt", "a.txt"]


def test_links_hidden_files_and_pipes_are_passed_over_and_told(tmp_path: Path) -> None:
    touch(tmp_path / "in", "a.txt", ".DS_Store", ".git/config", "sub/b.txt")
    touch(tmp_path / "other", "c.txt")
    (tmp_path / "in" / "link.txt").symlink_to(tmp_path / "other" / "c.txt")
    (tmp_path / "in" / "more").symlink_to(tmp_path / "other")
    (tmp_path / "in" / "sub" / "up").symlink_to(tmp_path / "in")
    os.mkfifo(tmp_path / "in" / "pipe")
    passed = Passed()
    assert ids(tmp_path / "in", pass_over=passed) == ["a.txt", "sub/b.txt"]
    assert passed == {"hidden": 2, "a link": 3, "no file": 1}
    passed.clear()
    found = ids(tmp_path / "in", pass_over=passed, follow=True)
    assert found == ["a.txt", "link.txt", "more/c.txt", "sub/b.txt"]
    assert passed == {"hidden": 2, "no file": 1, "a link in a circle": 1}
    with Fetcher() as fetcher, pytest.raises(NotACableError, match="no regular file"):
        fetcher.fetch(Ref("pipe", str(tmp_path / "in" / "pipe")))


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("*.txt", ["a.txt"]),
        ("**/*.txt", ["a.txt", "x/b.txt", "x/y/c.txt"]),
        ("x/*", ["x/b.md", "x/b.txt"]),
        ("x/**", ["x/b.md", "x/b.txt", "x/y/c.txt"]),
        ("?/[a-b].*", ["x/b.md", "x/b.txt"]),
        ("**/y/*", ["x/y/c.txt"]),
        ("*.pdf", []),
    ],
)
def test_patterns_are_expanded(
    pattern: str, found: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    touch(tmp_path, "a.txt", "x/b.txt", "x/b.md", "x/y/c.txt")
    monkeypatch.chdir(tmp_path)
    fixed = "x/" if pattern.startswith("x/") else ""
    assert [fixed + name for name in ids(pattern)] == found


@pytest.mark.timing
def test_no_pattern_takes_more_than_linear_time() -> None:
    fits = matcher("/".join(["**", "*a*"] * 20) + "/b")
    assert not fits("/".join(["a"] * 2000))
    assert not matcher("*a" * 30 + "b")("a" * 250)


def test_lists_name_files_and_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    touch(tmp_path, "a b.txt", "x/1.txt", "x/2.txt")
    monkeypatch.chdir(tmp_path)
    listing = tmp_path / "list"
    listing.write_bytes(b"./a b.txt\r\n\nx\nmissing.txt\n" + os.fsencode(tmp_path / "a b.txt"))
    absolute = str(tmp_path / "a b.txt").strip("/")
    expected = ["a b.txt", "x/1.txt", "x/2.txt", "missing.txt", absolute]
    assert ids(files_from=str(listing)) == expected
    listing.write_bytes(b"a b.txt\0x/1.txt\0")
    assert ids(files_from=str(listing), zero=True) == ["a b.txt", "x/1.txt"]
    listing.write_bytes(b"x" * 200_000)
    with pytest.raises(ReadError, match="longer than any path"):
        ids(files_from=str(listing))


def test_names_that_are_no_utf8_are_read_all_the_same(tmp_path: Path) -> None:
    folder = make(tmp_path / "in", 1)
    (folder / "000.faulty").rename(folder / os.fsdecode(b"caf\xe9#1.faulty"))
    (receipt,) = convert(folder, tmp_path / "out")
    assert receipt.id == "caf\\xe9%231.faulty"
    assert receipt.status is Status.OK


def test_what_is_missing_is_told_before_work(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFailure, match="no such file"):
        Sources((str(tmp_path / "x"),)).check()
    with pytest.raises(EnvironmentFailure, match="no such file"):
        Sources(files_from=str(tmp_path / "x")).check()
    with pytest.raises(UsageError, match="no source"):
        Sources().check()


def test_a_listed_file_that_is_missing_fails_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(make(tmp_path / "in", 1))
    (tmp_path / "list").write_text("000.faulty\nmissing.faulty\n")
    with Fetcher() as fetcher:
        there, missing = Sources(files_from=str(tmp_path / "list")).refs()
        assert fetcher.fetch(there) == b"faulty: fine 0\n"
        with pytest.raises(EnvironmentFailure, match="no such file") as error:
            fetcher.fetch(missing)
        assert error.value.source == "missing.faulty"


# Rows and lines


def test_rows_are_read_as_those_of_the_whole_file(tmp_path: Path) -> None:
    source = SAMPLES / "cables-rows.csv"
    whole = [cc.dumps(cable, "json") for cable in cc.read_all(source)]
    receipts = convert(source, tmp_path / "out", "serial", to="json")
    assert [one.id for one in receipts] == [f"cables-rows.csv#{n + 1}" for n in range(len(whole))]
    for receipt, data in zip(receipts, whole, strict=True):
        written = json.loads((tmp_path / "out" / receipt.outputs[0].relpath).read_bytes())
        expected = json.loads(data)
        for cable in (written, expected):
            # Of a row alone, not of the file: its hash, its size, and how its lines end.
            for key in ("sha256", "size", "newlines", "encoding"):
                _ = [one.pop(key, None) for one in _objects(cable)]
        assert written == expected


def _objects(data: object) -> list[dict[str, object]]:
    if isinstance(data, dict):
        return [data, *itertools.chain.from_iterable(map(_objects, data.values()))]
    if isinstance(data, list):
        return list(itertools.chain.from_iterable(map(_objects, data)))
    return []


def test_a_broken_row_costs_itself_only(tmp_path: Path) -> None:
    rows = (SAMPLES / "cables-rows.csv").read_bytes().splitlines(keepends=True)
    text = b"".join(rows)
    cut = text.index(b'\n"2"') if b'\n"2"' in text else len(rows[0])
    broken = text[: cut // 2] + text[cut:]
    (tmp_path / "broken.csv").write_bytes(broken)
    whole = convert(SAMPLES / "cables-rows.csv", tmp_path / "whole", "serial", to="txt")
    receipts = convert(tmp_path / "broken.csv", tmp_path / "out", "serial", to="txt")
    assert len(receipts) == len(whole)
    assert receipts[0].status is Status.WARNED
    assert [one.in_sha256 for one in receipts[1:]] == [one.in_sha256 for one in whole[1:]]


def test_a_heading_is_passed_over_and_another_csv_is_read_whole(tmp_path: Path) -> None:
    (tmp_path / "other.csv").write_text("a;b\n1;2\n")
    assert [(ref.id, ref.row) for ref in Sources((str(tmp_path / "other.csv"),)).refs()] == [
        ("other.csv", None)
    ]
    rows = (SAMPLES / "cables-rows.csv").read_bytes()
    heading = b'"id","date","refid","origin","classification","refs","header","body"\n'
    (tmp_path / "headed.csv").write_bytes(heading + rows)
    passed = Passed()
    found = ids(tmp_path / "headed.csv", from_format="cables_csv", pass_over=passed)
    assert found[0] == "headed.csv#2"
    assert passed == {"a heading": 1}


def test_lines_of_json_are_inputs_of_their_own(tmp_path: Path) -> None:
    cables = [cc.read(SAMPLES / name) for name in ("top-secret.txt", "no-marking.txt")]
    lines = [b" ".join(cc.dumps(cable, "json").split(b"\n")) for cable in cables]
    path = tmp_path / "all.jsonl"
    path.write_bytes(lines[0] + b"\r\n\n" + lines[1])
    receipts = convert(path, tmp_path / "out", "serial", to="txt")
    assert [(one.id, one.status.is_done) for one in receipts] == [
        ("all.jsonl#1", True),
        ("all.jsonl#3", True),
    ]
    (tmp_path / "one.jsonl").write_bytes(cc.dumps(cables[0], "json"))
    assert ids(tmp_path / "one.jsonl") in (["one.jsonl"], ["one.jsonl#1"])


@given(st.binary(max_size=80).map(lambda data: data.replace(b"\r", b"\n")))
def test_spans_are_the_lines_that_are_not_blank(data: bytes) -> None:
    found = [(number, data[at : at + size]) for number, at, size in _spans(io.BytesIO(data))]
    lines = enumerate(data.split(b"\n"), 1)
    assert found == [(number, line) for number, line in lines if line.strip()]


def test_a_volume_gives_each_of_its_cables(tmp_path: Path) -> None:
    texts = [cc.dumps(cc.read(path), "tei") for path in sorted(SAMPLES.glob("*-1*.txt"))]
    bodies = [text[text.index(b"<TEI") :] for text in texts]
    corpus = b'<teiCorpus xmlns="http://www.tei-c.org/ns/1.0">%s</teiCorpus>' % b"".join(bodies)
    (tmp_path / "volume.xml").write_bytes(corpus)
    receipts = convert(tmp_path / "volume.xml", tmp_path / "out", to="tei")
    assert [one.id for one in receipts] == [f"volume.xml#{n + 1}" for n in range(len(texts))]
    assert [one.last for one in receipts] == [False] * (len(texts) - 1) + [True]
    assert len(tree(tmp_path / "out")) == len(texts) > 2
    again = convert(tmp_path / "volume.xml", tmp_path / "out", to="tei", resume=True)
    assert [(one.id, one.status) for one in again] == [("volume.xml", Status.SKIPPED)]


# Archives

MEMBERS = {
    "a.faulty": "faulty: one\n",
    "../../evil.faulty": "faulty: two\n",
    "/etc/passwd": "faulty: three\n",
    "sub/b.faulty": "faulty: four\n",
    "__MACOSX/._a": "x",
    "sub/.hidden": "x",
}
FOUND = ["a.faulty", "../../evil.faulty", "/etc/passwd", "sub/b.faulty"]


def zipped(path: Path) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.mkdir("sub")
        for name, text in MEMBERS.items():
            archive.writestr(name, text)
        link = zipfile.ZipInfo("link")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    return path


def tarred(path: Path, mode: str) -> Path:
    with tarfile.open(path, mode) as archive:  # type: ignore[call-overload]
        folder = tarfile.TarInfo("sub")
        folder.type = tarfile.DIRTYPE
        archive.addfile(folder)
        for name, text in MEMBERS.items():
            info = tarfile.TarInfo(name)
            info.size = len(text)
            archive.addfile(info, io.BytesIO(text.encode()))
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE):
            info = tarfile.TarInfo(f"special-{kind!r}")
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
    return path


ARCHIVES: dict[str, Callable[[Path], Path]] = {
    "in.zip": zipped,
    "in.tar": lambda path: tarred(path, "w"),
    "in.tar.gz": lambda path: tarred(path, "w:gz"),
    "in.tar.xz": lambda path: tarred(path, "w:xz"),
    "in.tbz2": lambda path: tarred(path, "w:bz2"),
}


@pytest.mark.parametrize("name", ARCHIVES)
def test_members_are_read_in_place_and_written_inside(name: str, tmp_path: Path) -> None:
    path = ARCHIVES[name](tmp_path / name)
    passed = Passed()
    refs = list(Sources((str(path),), pass_over=passed).refs())
    assert [ref.id for ref in refs] == [f"{name}#{member}" for member in FOUND]
    assert passed["hidden"] == 2
    assert passed["a link"] == (1 if name == "in.zip" else 2)
    with Fetcher() as fetcher:
        for ref in (*refs, *reversed(refs)):
            assert fetcher.fetch(ref).decode() == MEMBERS[str(ref.member)]
    receipts = convert(path, tmp_path / "out")
    assert {one.status for one in receipts} == {Status.OK}
    assert {path.name for path in tmp_path.iterdir()} == {name, "out"}
    for receipt in receipts:
        place = (tmp_path / "out" / receipt.outputs[0].relpath).resolve()
        assert place.is_relative_to(tmp_path / "out")


def test_bombs_are_refused_and_the_rest_is_read(tmp_path: Path) -> None:
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("fine.faulty", "faulty: fine\n")
        archive.writestr("large", b"0" * 70_000_000)
        archive.writestr("bomb", b"0" * 30_000_000)
    receipts = convert(path, tmp_path / "out", to="txt")
    assert {one.id: one.code for one in receipts} == {
        "bomb.zip#fine.faulty": "",
        "bomb.zip#large": "LimitExceededError",
        "bomb.zip#bomb": "LimitExceededError",
    }
    assert max(one.ms for one in receipts) < 5000


def test_a_member_larger_than_it_says_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "lies.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a", b"0" * 5000)
    data = path.read_bytes()
    size = (5000).to_bytes(4, "little")
    path.write_bytes(data.replace(size, (50).to_bytes(4, "little")))
    with Fetcher() as fetcher:
        (ref,) = Sources((str(path),)).refs()
        with pytest.raises(CableconvError):
            fetcher.fetch(ref)


@pytest.mark.timing
def test_a_bomb_of_a_compressed_tar_file_is_seen_before_it_goes_off(tmp_path: Path) -> None:
    path = tmp_path / "bomb.tar.gz"
    with tarfile.open(path, "w:gz") as archive:
        for name, size in (("fine", 12), ("bomb", 300_000_000)):
            info = tarfile.TarInfo(name)
            info.size = size
            archive.addfile(info, io.BytesIO(b"0" * size))
    refs = list(Sources((str(path),)).refs())
    assert [ref.member for ref in refs] == ["fine", ""]
    with Fetcher() as fetcher:
        assert fetcher.fetch(refs[0]) == b"0" * 12
        with pytest.raises(LimitExceededError, match="bomb"):
            fetcher.fetch(refs[1])


@pytest.mark.parametrize("name", ["x.zip", "x.tar", "x.tar.gz"])
def test_a_damaged_archive_fails_as_one_input(name: str, tmp_path: Path) -> None:
    good = ARCHIVES["in" + name[1:]](tmp_path / ("good-" + name))
    (tmp_path / name).write_bytes(good.read_bytes()[:90])
    (receipt,) = convert(tmp_path / name, tmp_path / "out", "serial")
    assert (receipt.id, receipt.code) == (f"{name}#", "ReadError")
    (tmp_path / "no.zip").write_text("no archive")
    (receipt,) = convert(tmp_path / "no.zip", tmp_path / "two", "serial")
    assert "damaged or of an unknown kind" in receipt.message


def test_an_encrypted_member_is_told(tmp_path: Path) -> None:
    path = zipped(tmp_path / "in.zip")
    data = bytearray(path.read_bytes())
    for sign, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = data.find(sign, data.find(sign) + 1)
        data[start + at] |= 1
    path.write_bytes(data)
    failed = [one for one in convert(path, tmp_path / "out") if one.status is Status.FAILED]
    assert len(failed) == 1
    assert "encrypted" in failed[0].message


def test_a_file_that_shrinks_after_it_was_listed_is_told(tmp_path: Path) -> None:
    path = tarred(tmp_path / "in.tar", "w")
    refs = list(Sources((str(path),)).refs())
    path.write_bytes(b"")
    with Fetcher() as fetcher, pytest.raises(ReadError, match="shorter"):
        fetcher.fetch(refs[-1])


# Remote places


def test_remote_places_are_read_through_fsspec(tmp_path: Path) -> None:
    memory = fsspec.filesystem("memory")
    memory.pipe("/corpus/a.faulty", b"faulty: one\n")
    memory.pipe("/corpus/sub/b.faulty", b"faulty: two\n")
    memory.pipe("/corpus/.hidden", b"x")
    try:
        receipts = convert(["memory://corpus"], tmp_path / "out", "serial", to="txt")
        assert [one.id for one in receipts] == ["a.faulty", "sub/b.faulty"]
        assert {one.status.is_done for one in receipts} == {True}
        assert ids("memory://corpus/a.faulty") == ["a.faulty"]
        assert ids("memory://corpus", tmp_path)[0] == "corpus/a.faulty"
    finally:
        memory.rm("/corpus", recursive=True)
    with pytest.raises(EnvironmentFailure, match="cannot be listed"):
        ids("memory://nowhere")
    with pytest.raises(UsageError, match="cannot be read"):
        ids("steam://x")


def test_rows_and_members_of_remote_files_are_read_in_place(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    zipped(folder / "in.zip")
    tarred(folder / "in.tar", "w")
    tarred(folder / "in.tgz", "w:gz")
    shutil.copy(SAMPLES / "cables-rows.csv", folder)
    here = convert(folder, tmp_path / "here", to="txt")
    away = convert([f"file://{folder}"], tmp_path / "away", to="txt")
    assert [(one.id, one.in_sha256) for one in away] == [(one.id, one.in_sha256) for one in here]
    assert tree(tmp_path / "away") == tree(tmp_path / "here")


def test_a_remote_place_is_asked_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text("text")
    tries = []

    def shaky(uri: str) -> object:
        tries.append(uri)
        if len(tries) < 3:
            raise ConnectionError("not now")
        return path.open("rb")

    monkeypatch.setattr("cableconv.batch.fetch.open_remote", shaky)
    monkeypatch.setattr("time.sleep", lambda _: None)
    with Fetcher() as fetcher:
        assert fetcher.fetch(Ref("a", "https://example.org/a.txt")) == b"text"
        assert len(tries) == 3
        tries[:] = [""] * -9
        monkeypatch.setattr("cableconv.batch.fetch._REMOTE_TRIES", 2)
        with pytest.raises(EnvironmentFailure):
            fetcher.fetch(Ref("a", "https://example.org/a.txt"))


def test_without_fsspec_the_user_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "fsspec.core", None)
    with pytest.raises(UsageError, match="needs the package fsspec") as error:
        ids("s3://bucket/x")
    assert "cableconv[remote]" in error.value.hint


def test_what_a_kind_of_url_needs_is_told_with_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def lacking(uri: str) -> None:
        raise ImportError(f'{uri} requires "aiohttp" to be installed')

    monkeypatch.setattr("fsspec.core.url_to_fs", lacking)
    with pytest.raises(UsageError, match="aiohttp") as error:
        ids("https://example.org/cables/")
    assert "pip install 'cableconv[remote]'" in (error.value.hint or "")
