from __future__ import annotations

import time
import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cableconv.readers.cables_csv.rows import pieces, split_rows

LIMIT = 10_000


def row(number: int, *, mark: str = "06EXAMPLEVILLE1", body: str = "A text.") -> str:
    columns = (str(number), "2/8/2006 21:47", mark, "Embassy X", "UNCLASSIFIED", "", "HEAD", body)
    escaped = (c.replace("\\", "\\\\").replace('"', '\\"') for c in columns)
    return ",".join(f'"{column}"' for column in escaped) + "\n"


def test_rows_are_cut_where_they_begin() -> None:
    data = (row(1, body="line\nline") + row(2) + row(3)).encode()
    found = list(pieces([data], LIMIT))
    assert [piece.line for piece in found] == [1, 3, 4]
    assert b"".join(piece.data for piece in found) == data


@given(st.integers(1, 60), st.integers(1, 4))
def test_chunks_of_any_size_give_the_same_rows(size: int, rows: int) -> None:
    data = "".join(row(n, body='He said "x"\n"1","' * n) for n in range(1, rows + 1)).encode()
    chunks = [data[at : at + size] for at in range(0, len(data), size)]
    assert list(pieces(chunks, LIMIT)) == list(pieces([data], LIMIT))
    assert len(list(pieces(chunks, LIMIT))) == rows


def test_row_that_never_ends_costs_the_limit_only() -> None:
    data = row(1).encode()[:-2] + b"x\n" * 20_000
    found = list(pieces([data, data[:0], row(2).encode()], 1000))
    assert [len(piece.data) for piece in found] == [1000, len(row(2))]
    assert found[0].size == len(data)
    assert found[1].line == 1 + data.count(b"\n")


def test_memory_stays_that_of_a_row_and_a_chunk() -> None:
    big = row(1, body="A sentence.\n" * 10_000).encode()
    tracemalloc.start()
    found = sum(1 for _ in pieces((big for _ in range(200)), 10**6))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert found == 200
    assert peak < 12 * len(big)


@settings(max_examples=60)
@given(st.lists(st.text(alphabet='ab"\\,\n ', max_size=20), min_size=8, max_size=8))
def test_columns_are_what_was_escaped(columns: list[str]) -> None:
    escaped = (c.replace("\\", "\\\\").replace('"', '\\"') for c in columns)
    text = ",".join(f'"{column}"' for column in escaped)
    (found,) = split_rows(text + "\n")
    assert found.columns == tuple(columns)
    assert found.faults == ()
    assert found.text == text


def test_backslash_before_other_characters_is_text() -> None:
    (found,) = split_rows(r'"1","a \n b","c:\temp","d","e","f","g","CONEWAY \\"')
    assert found.columns[1:3] == (r"a \n b", r"c:\temp")
    assert found.columns[7] == "CONEWAY \\"


def test_backslash_that_hides_the_last_quote() -> None:
    (found,) = split_rows('"1","b","c","d","e","f","g","CONEWAY \\"\n')
    assert found.columns[7] == "CONEWAY \\"
    assert found.faults


def test_quotes_that_are_not_escaped_are_kept() -> None:
    (found,) = split_rows('"1","b","c","d","e","f","g","He said "no" and "yes", twice."\n')
    assert found.columns[7] == 'He said "no" and "yes", twice.'
    assert found.faults == ("has 4 quotes that are not escaped; they are kept as text",)


def test_too_many_columns_stay_in_the_body() -> None:
    (found,) = split_rows('"1","b","c","d","e","f","g","h","i"\n')
    assert found.columns[7] == 'h","i'
    assert found.faults


def test_too_few_columns() -> None:
    found = list(split_rows('"1","b","c"\n"2","b","c","d","e","f","g","h"\n'))
    assert [len(row.columns) for row in found] == [3, 8]
    assert found[0].faults == ("has 3 columns of 8",)
    assert [row.line for row in found] == [0, 1]


def test_row_that_breaks_off() -> None:
    (found,) = split_rows('"1","b","c","d","e","f","g","half a sen')
    assert found.columns[7] == "half a sen"
    assert "does not end with a quote" in found.faults


def test_text_without_quotes_is_no_row() -> None:
    (found,) = split_rows("a,b,c\nd,e,f\n")
    assert found.columns == ()
    assert found.text == "a,b,c\nd,e,f"


@pytest.mark.timing
@pytest.mark.parametrize("piece", ['"', '\\"', '"\n"', '","', "\\", '"1","1/1/2001 1:01","0', "x"])
def test_cost_grows_linearly(piece: str) -> None:
    times = []
    for size in (50_000, 500_000):
        text = '"1","1/1/2001 1:01","01X1","' + piece * (size // len(piece))
        start = time.perf_counter()
        list(split_rows(text))
        list(pieces([text.encode()] * 2, 10**9))
        times.append(time.perf_counter() - start)
    assert times[1] < 40 * times[0] + 0.2, times
