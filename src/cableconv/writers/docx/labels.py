"""Sensitivity labels of Microsoft Purview (MSIP), only as a user's own map assigns them.

A label is known only to the organisation that made it, so none is ever made up: a marking that the
map does not name gets none, with a notice.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import attrs

from cableconv.errors import OptionError
from cableconv.model.effective import OverallMarking
from cableconv.model.markings import Level
from cableconv.notices import Notice, NoticeKind, Severity
from cableconv.writers.docx.text import DECLARATION

_GUID = re.compile("[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
"""Matches "2096f6a2-d2f7-48be-b329-b73aaa526e5d"."""

_MARKED = 3
"""ContentBits: the file has its marking in header (1) and footer (2) already."""

_FORM = 'A label is {"id": GUID, "site": GUID of the tenant, "name": text}, by marking.'


@attrs.frozen
class Label:
    """A sensitivity label.

    Attributes:
        id: GUID of the label.
        site: GUID of the tenant, the organisation that made it.
        name: of the label.
    """

    id: str
    site: str
    name: str

    def __attrs_post_init__(self) -> None:
        for guid in (self.id, self.site):
            if not _GUID.fullmatch(guid):
                raise OptionError(f"{guid!r} is no GUID of a label or tenant", hint=_FORM)
        if not self.name.strip():
            raise OptionError("a label has no name", hint=_FORM)


@attrs.frozen
class Labels:
    """Labels by marking.

    Attributes:
        by_marking: pairs of a banner's words (``SECRET//NOFORN``) or a level (``SECRET``), and the
            label.
    """

    by_marking: tuple[tuple[str, Label], ...] = ()

    def of(self, overall: OverallMarking) -> Label | None:
        """The label for the banner's words, else for its level; None where the map has neither.

        UNCLASSIFIED with a control is never labelled as plain UNCLASSIFIED.
        """
        known = dict(self.by_marking)
        found = known.get(overall.text.upper())
        level = overall.level
        if found is None and level is not None and (level > Level.U or not overall.controls):
            found = known.get(level.word)
        return found


def labels_of(value: object) -> Labels | None:
    """Labels from what the option ``labels`` takes.

    Args:
        value: None; ``Labels``; a mapping of markings to ``(label id, site id, name)`` or to
            ``Label``; the path of a JSON file that holds such a mapping.

    Raises:
        OptionError: the file cannot be read, or something is no label.
    """
    if value is None or isinstance(value, Labels):
        return value
    if isinstance(value, (str, Path)):
        value = _loaded(str(value))
    if not isinstance(value, Mapping):
        raise OptionError("labels are no mapping of markings to labels", hint=_FORM)
    pairs = ((" ".join(str(key).upper().split()), _label(one)) for key, one in value.items())
    return Labels(tuple(sorted(pairs, key=lambda pair: pair[0])))


def _loaded(path: str) -> object:
    try:
        return json.loads(Path(path).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise OptionError(f"the labels {path} cannot be read: {error}", hint=_FORM) from None


def _label(value: object) -> Label:
    if isinstance(value, Label):
        return value
    if isinstance(value, Mapping) and set(value) == {"id", "site", "name"}:
        return Label(*(str(value[key]) for key in ("id", "site", "name")))
    if isinstance(value, Sequence) and not isinstance(value, str) and len(value) == 3:  # noqa: PLR2004 - id, site, name
        return Label(*map(str, value))
    raise OptionError(f"{value!r} is no label", hint=_FORM)


def properties_of(label: Label, stamp: str | None) -> tuple[tuple[str, str | None], ...]:
    """The custom properties of a label (learn.microsoft.com, "Label metadata in the MIP SDK").

    Args:
        label: the label.
        stamp: when it was set, in W3C form; None leaves the date out.
    """
    values = {
        "Enabled": "true",
        "SetDate": stamp,
        "Method": "Privileged",
        "Name": label.name,
        "SiteId": label.site,
        "ContentBits": str(_MARKED),
    }
    return tuple((f"MSIP_Label_{label.id}_{name}", value) for name, value in values.items())


def label_info_xml(label: Label) -> str:
    """``docMetadata/LabelInfo.xml`` (MS-OFFCRYPTO 2.6.4)."""
    return (
        f'{DECLARATION}<clbl:labelList xmlns:clbl="http://schemas.microsoft.com/office/2020/'
        f'mipLabelMetadata"><clbl:label id="{{{label.id}}}" enabled="1" method="Privileged" '
        f'siteId="{{{label.site}}}" contentBits="{_MARKED}" removed="0"/></clbl:labelList>'
    )


def unlabelled(overall: OverallMarking) -> Notice:
    """The notice that the map has no label for a marking."""
    message = f"no label is given for {overall.text}; the file has none"
    return Notice(NoticeKind.NOT_EXPRESSIBLE, message, Severity.WARNING)
