from __future__ import annotations

import io
import time
import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cableconv.readers.cables_csv.rows import RawRow, Row, parse_row, raw_rows, rows

LIMIT = 10_000


def row(number: int, *, mark: str = "06EXAMPLEVILLE1", body: str = "A text.") -> str:
    columns = (str(number), "2/8/2006 21:47", mark, "Embassy X", "UNCLASSIFIED", "", "HEAD", body)
    escaped = (c.replace("\\", "\\\\").replace('"', '\\"') for c in columns)
    return ",".join(f'"{column}"' for column in escaped) + "\n"


def parsed(text: str) -> list[Row]:
    return [
        parse_row(raw.data.decode().replace("\r\n", "\n"))
        for raw in raw_rows([text.encode()], LIMIT)
    ]


def test_rows_are_cut_where_they_begin() -> None:
    data = (row(1, body="line\nline") + row(2) + row(3)).encode()
    found = list(rows(io.BytesIO(data)))
    assert [raw.number for raw in found] == [1, 2, 3]
    assert [raw.line for raw in found] == [1, 3, 4]
    assert b"".join(raw.data for raw in found) == data


@given(
    st.lists(
        st.sampled_from(
            [
                row(7),
                row(8, body='He said "x"\n"1","'),
                row(9, mark="06É"),
                '"1","b","c"\n',
                '"2","2/8/2006 21:47","06X","open\n',
                "a,b,c\n",
                "\n\n",
                "\r\n",
                row(4).replace("\n", "\r\n"),
                '\ufeff"id","date"\n',
            ]
        ),
        max_size=8,
    ),
    st.integers(30, 400),
)
def test_rows_follow_each_other_without_a_gap(parts: list[str], limit: int) -> None:
    data = "".join(parts).encode()
    at = 0
    found = list(rows(io.BytesIO(data), limit=limit))
    for number, raw in enumerate(found, 1):
        assert raw.number == number
        assert raw.offset == at
        assert len(raw.data) <= min(raw.size, limit)
        assert raw.data == data[at : at + len(raw.data)]
        begin = at + len(raw.data) - len(raw.data.lstrip(b"\r\n"))
        assert raw.line == 1 + data.count(b"\n", 0, begin)
        at += raw.size
    assert data[at:].strip() == b""


def test_row_is_found_again_by_its_place() -> None:
    data = (row(1, body="line\nline") + '"1","broken"\n' + row(3)).encode()
    stream = io.BytesIO(data)
    for raw in list(rows(stream)):
        stream.seek(raw.offset)
        again = RawRow(raw.number, raw.line, raw.offset, raw.size, stream.read(raw.size))
        assert again == raw


def test_broken_rows_are_rows() -> None:
    data = row(1) + '"2","b","c"\n"3","b","c"\n' + row(4)
    assert [raw.data.decode() for raw in raw_rows([data.encode()], LIMIT)] == [
        row(1),
        '"2","b","c"\n',
        '"3","b","c"\n',
        row(4),
    ]


def test_blank_lines_belong_to_a_row() -> None:
    data = "\n\n" + row(1) + "\n\r\n" + row(2) + "\n"
    found = list(raw_rows([data.encode()], LIMIT))
    assert [(raw.line, raw.offset, raw.size) for raw in found] == [
        (3, 0, 2 + len(row(1)) + 3),
        (6, 5 + len(row(1)), len(row(2)) + 1),
    ]


def test_row_in_windows_lines_is_cut_at_its_own_end() -> None:
    data = '"2","b","c"\r\n"3","b","c"\r\n'
    assert [raw.line for raw in raw_rows([data.encode()], LIMIT)] == [1, 2]


@given(st.integers(1, 60), st.integers(1, 4))
def test_chunks_of_any_size_give_the_same_rows(size: int, count: int) -> None:
    data = "".join(row(n, body='He said "x"\n"1","' * n) for n in range(1, count + 1)).encode()
    chunks = [data[at : at + size] for at in range(0, len(data), size)]
    assert list(raw_rows(chunks, LIMIT)) == list(raw_rows([data], LIMIT))
    assert len(list(raw_rows(chunks, LIMIT))) == count


def test_row_that_never_ends_costs_the_limit_only() -> None:
    data = row(1).encode()[:-2] + b"x\n" * 20_000
    found = list(raw_rows([data, data[:0], row(2).encode()], 1000))
    assert [len(raw.data) for raw in found] == [1000, len(row(2))]
    assert [raw.size for raw in found] == [len(data), len(row(2))]
    assert [raw.offset for raw in found] == [0, len(data)]
    assert found[1].line == 1 + data.count(b"\n")


def test_memory_stays_that_of_a_row_and_a_chunk() -> None:
    big = row(1, body="A sentence.\n" * 10_000).encode()
    tracemalloc.start()
    found = sum(1 for _ in raw_rows((big for _ in range(200)), 10**6))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert found == 200
    assert peak < 12 * len(big)


@settings(max_examples=60)
@given(st.lists(st.text(alphabet='ab"\\,\n ', max_size=20), min_size=8, max_size=8))
def test_columns_are_what_was_escaped(columns: list[str]) -> None:
    escaped = (c.replace("\\", "\\\\").replace('"', '\\"') for c in columns)
    text = ",".join(f'"{column}"' for column in escaped)
    (found,) = parsed(text + "\n")
    assert found.columns == tuple(columns)
    assert found.faults == ()
    assert found.text == text


def test_backslash_before_other_characters_is_text() -> None:
    (found,) = parsed(r'"1","a \n b","c:\temp","d","e","f","g","CONEWAY \\"')
    assert found.columns[1:3] == (r"a \n b", r"c:\temp")
    assert found.columns[7] == "CONEWAY \\"


def test_backslash_that_hides_the_last_quote() -> None:
    (found,) = parsed('"1","b","c","d","e","f","g","CONEWAY \\"\n')
    assert found.columns[7] == "CONEWAY \\"
    assert found.faults


def test_quotes_that_are_not_escaped_are_kept() -> None:
    (found,) = parsed('"1","b","c","d","e","f","g","He said "no" and "yes", twice."\n')
    assert found.columns[7] == 'He said "no" and "yes", twice.'
    assert found.faults == ("has 4 quotes that are not escaped; they are kept as text",)


def test_too_many_columns_stay_in_the_body() -> None:
    (found,) = parsed('"1","b","c","d","e","f","g","h","i"\n')
    assert found.columns[7] == 'h","i'
    assert found.faults


def test_too_few_columns() -> None:
    found = list(parsed('"1","b","c"\n"2","b","c","d","e","f","g","h"\n'))
    assert [len(row.columns) for row in found] == [3, 8]
    assert found[0].faults == ("has 3 columns of 8",)


def test_row_that_breaks_off() -> None:
    (found,) = parsed('"1","b","c","d","e","f","g","half a sen')
    assert found.columns[7] == "half a sen"
    assert "does not end with a quote" in found.faults


def test_text_that_is_no_row_though_its_bytes_are() -> None:
    text = row(1) + row(2)
    found = parse_row(text)
    assert (found.columns, found.text) == ((), text.rstrip("\n"))
    assert found.faults
    assert parse_row("").columns == ()


def test_text_without_quotes_is_no_row() -> None:
    (found,) = parsed("a,b,c\nd,e,f\n")
    assert found.columns == ()
    assert found.text == "a,b,c\nd,e,f"


@pytest.mark.timing
@pytest.mark.parametrize("piece", ['"', '\\"', '"\n"', '","', "\\", '"1","1/1/2001 1:01","0', "x"])
def test_cost_grows_linearly(piece: str) -> None:
    times = []
    for size in (50_000, 500_000):
        text = '"1","1/1/2001 1:01","01X1","' + piece * (size // len(piece))
        start = time.perf_counter()
        for raw in raw_rows([text.encode()] * 2, 10**9):
            parse_row(raw.data.decode())
        times.append(time.perf_counter() - start)
    assert times[1] < 40 * times[0] + 0.2, times
