"""What two cables must have in common where line breaks and the like may differ."""

from __future__ import annotations

from collections.abc import Iterator

from cableconv.model.cable import Cable
from cableconv.model.effective import overall_marking


def content(cable: Cable) -> dict[str, object]:
    """What must be the same, with values and not with line breaks."""
    header = cable.header
    return {
        "subject": cable.subject,
        "dtg": cable.dtg and cable.dtg.utc,
        "station": header.station,
        "to": header.action_addressees,
        "info": header.info_addressees,
        "tags": cable.tags,
        "references": cable.references,
        "banner": overall_marking(cable),
        "stated": cable.markings.banner,
        "captions": cable.markings.captions,
        "authority": cable.markings.authority,
        "declassification": cable.markings.declassification,
        "paragraphs": [
            (p.number, p.portion_mark, " ".join(p.text.split())) for p in cable.paragraphs
        ],
        "headings": [heading.text for heading in cable.headings],
        "signature": cable.signature,
    }


def differences(one: Cable, two: Cable) -> Iterator[str]:
    """The parts of the content that differ, each with its first difference."""
    for (name, expected), found in zip(content(one).items(), content(two).values(), strict=True):
        if expected == found:
            continue
        if isinstance(expected, (list, tuple)) and isinstance(found, (list, tuple)):
            pairs = zip(expected, found, strict=False)
            at = next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(expected), len(found)))
            expected, found = expected[at : at + 1], found[at : at + 1]
            name = f"{name}, number {at + 1}"
        yield f"{name}: {str(expected)[:250]} is read back as {str(found)[:250]}"
