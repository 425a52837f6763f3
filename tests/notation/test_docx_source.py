"""What counts as the visible text of a Word file."""

from __future__ import annotations

import pytest
from lxml import etree

from cableconv.notation.docx_source import visible_sha256

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RUN = "<w:r><w:t>The barge.</w:t></w:r>"


def of(inner: str, *around: str) -> str:
    body, *others = [
        etree.fromstring(f'<w:document xmlns:w="{W}">{xml}</w:document>')
        for xml in (inner, *around)
    ]
    return visible_sha256(body, others)


PLAIN = of(f"<w:p>{RUN}</w:p>")


@pytest.mark.parametrize(
    "inner",
    [
        "<w:p><w:r><w:t>The </w:t></w:r><w:r><w:t>barge.</w:t></w:r></w:p><w:p/>",
        f"<w:p>{RUN}<w:r><w:rPr><w:vanish/></w:rPr><w:t>not seen</w:t></w:r></w:p>",
        f"<w:p>{RUN}<w:del><w:smartTag><w:r><w:t>gone</w:t></w:r></w:smartTag></w:del></w:p>",
        f"<w:p>{RUN}<w:fldSimple><w:r><w:t>3</w:t></w:r></w:fldSimple></w:p>",
    ],
)
def test_what_no_reader_sees_does_not_count(inner: str) -> None:
    assert of(inner) == PLAIN


@pytest.mark.parametrize(
    "inner",
    [
        "<w:p><w:r><w:t>The boat.</w:t></w:r></w:p>",
        f"<w:p>{RUN}<w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>seen</w:t></w:r></w:p>",
        f"<w:p>{RUN}</w:p><w:p>{RUN}</w:p>",
    ],
)
def test_what_a_reader_sees_counts(inner: str) -> None:
    assert of(inner) != PLAIN


def test_page_heads_count_in_any_order() -> None:
    one, two = f"<w:p>{RUN}</w:p>", "<w:p><w:r><w:t>SECRET</w:t></w:r></w:p>"
    assert of("", one, two) == of("", two, one) != of("", one)
