"""The zip: readable by everybody, and the same bytes each time."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cableconv.errors import WriteError
from cableconv.writers.docx.archive import Packed, pack, pack_static, write_zip

NAMES = st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\0\\"), min_size=1),
                 unique=True, max_size=4)  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(NAMES, st.binary(max_size=200))
def test_the_standard_library_reads_it(names: list[str], data: bytes) -> None:
    out = io.BytesIO()
    write_zip(out, [(name, pack(data)) for name in names])
    with zipfile.ZipFile(out) as archive:
        assert archive.testzip() is None
        assert [info.orig_filename for info in archive.infolist()] == names
        assert all(archive.read(info) == data for info in archive.infolist())


def test_entries_tell_nothing_of_time_and_machine() -> None:
    out = io.BytesIO()
    write_zip(out, [("a.xml", pack(b"x")), ("b.xml", pack_static(b"y" * 100))])
    for info in zipfile.ZipFile(out).infolist():
        assert info.date_time == (1980, 1, 1, 0, 0, 0)
        assert (info.create_system, info.external_attr, info.extra, info.comment) == (
            0,
            0,
            b"",
            b"",
        )


def test_it_needs_no_seekable_stream() -> None:
    class Pipe(io.RawIOBase):
        def __init__(self) -> None:
            self.data = b""

        def write(self, data: object) -> int:
            assert isinstance(data, bytes)
            self.data += data
            return len(data)

        def seek(self, *_args: object) -> int:
            raise io.UnsupportedOperation

    pipe = Pipe()
    write_zip(pipe, [("a.xml", pack(b"x"))])  # type: ignore[arg-type]  # a raw stream will do
    assert zipfile.ZipFile(io.BytesIO(pipe.data)).read("a.xml") == b"x"


def test_more_than_four_gigabytes_is_an_error_and_not_a_broken_file() -> None:
    with pytest.raises(WriteError, match="4 GiB"):
        write_zip(io.BytesIO(), [("a.xml", Packed(0, 2**32, b""))])
