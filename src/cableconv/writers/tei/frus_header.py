"""The header of a telegram in the manner of FRUS: what was left out, and where facts went."""

from __future__ import annotations

from typing import ClassVar

from cableconv.writers.tei.edition import Edition
from cableconv.writers.tei.header import HeaderWriter

_EDITORIAL = """\
    <editorialDecl>
      <correction method="markup" status="unknown"><p>No corrections.</p></correction>
      <normalization method="silent"><p>The telegram is given in the manner of Foreign Relations of the United States. Lines are joined and blanks collapsed; head, dateline, source note and first paragraph are put together from the lines of the telegram. Classification, precedence, captions, addressees, authority and declassification stand in the source note as the telegram states them; each portion mark stands in the text where it stood. {left_out}</p></normalization>
      <hyphenation eol="all"><p>End-of-line hyphens are retained.</p></hyphenation>
      <punctuation marks="all" placement="internal"><p>Retained.</p></punctuation>
      <segmentation><p>Each numbered paragraph is one <gi>p</gi>; points are a <gi>list</gi>; a heading is a <gi>p</gi> with <att>rend</att> <val>sectiontitleital</val>.</p></segmentation>
    </editorialDecl>
"""  # noqa: E501 - a line end here would be one in the file


class FrusHeader(HeaderWriter):
    """Writes the header of an edition in the manner of FRUS."""

    checksum_of: ClassVar[str] = "source-text"

    def __init__(self, edition: Edition, left_out: str) -> None:
        super().__init__(edition)
        self._left_out = left_out

    def _editorial(self) -> str:
        said = f"Left out: {self._left_out}." if self._left_out else "Nothing else is left out."
        return _EDITORIAL.format(left_out=said)
