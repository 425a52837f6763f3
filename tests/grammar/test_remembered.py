"""Parsers that remember what lines of usual length gave."""

from __future__ import annotations

from cableconv.grammar.remembered import remembered


def test_a_line_is_parsed_once_and_a_long_one_is_not_kept() -> None:
    asked: list[int] = []

    @remembered
    def size(line: str) -> int:
        """Its length."""
        asked.append(len(line))
        return len(line)

    assert [size(line) for line in ("SIPDIS", "SIPDIS", "x" * 500, "x" * 500)] == [6, 6, 500, 500]
    assert asked == [6, 500, 500]
    assert size.__doc__ == "Its length."
