from __future__ import annotations

import re

import attrs
import pytest

from cableconv.notices import Notice, NoticeKind, Severity


def test_a_notice_is_one_line_with_severity_place_and_kind() -> None:
    notice = Notice(NoticeKind.PAGE_LINE, "a page line was taken out", line=37)
    assert str(notice) == "info: line 37: a page line was taken out [page-line]"
    bare = Notice(NoticeKind.CONFLICT, "two dates", Severity.ERROR)
    assert str(bare) == "error: two dates [conflict]"


@pytest.mark.parametrize("kind", NoticeKind)
def test_kinds_are_spelled_for_the_command_line(kind: NoticeKind) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", kind.value)
    assert kind.name.lower().replace("_", "-") == kind.value


def test_severities_are_named_as_in_a_log() -> None:
    assert [severity.value for severity in Severity] == ["info", "warning", "error"]


def test_notices_compare_by_value_and_cannot_be_changed() -> None:
    notice = Notice(NoticeKind.DERIVED, "x")
    assert notice == Notice(NoticeKind.DERIVED, "x", Severity.INFO, None)
    assert len({notice, Notice(NoticeKind.DERIVED, "x")}) == 1
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        notice.message = "y"  # type: ignore[misc]  # that it is refused is the point
