"""From a cable to the bytes of a PDF: layout, furnishing of the pages, fonts, structure, file."""

from __future__ import annotations

from cableconv.model.cable import Cable
from cableconv.model.effective import overall_marking
from cableconv.notices import Notice, NoticeKind, Severity
from cableconv.writers.keyblock import banner_stamps
from cableconv.writers.pdf import PdfOptions
from cableconv.writers.pdf.assembly import assemble
from cableconv.writers.pdf.attachment import Attachment, source_attachment, tei_attachment
from cableconv.writers.pdf.encoding import Encoder
from cableconv.writers.pdf.fonts import font_set
from cableconv.writers.pdf.layout import Flow
from cableconv.writers.pdf.metadata import Metadata, describe
from cableconv.writers.pdf.page import MARGIN, SIZES, Furnishing, make_banner, make_frame
from cableconv.writers.pdf.render import PdfRenderer
from cableconv.writers.pdf.syntax import printable

_NAMED = 8
"""Characters that a notice names; more of them are only counted."""


def compose(
    cable: Cable, options: PdfOptions, tei: bytes | None = None
) -> tuple[bytes, list[Notice]]:
    """The PDF of a cable, and what could not be shown in it or was left out by rule.

    Args:
        cable: the cable.
        options: what the user chose.
        tei: the cable as TEI, where the options attach it.
    """
    data = describe(cable)
    encoder = Encoder(font_set(options.font_files))
    measure = SIZES[options.page][0] - 2 * MARGIN
    banner = make_banner(overall_marking(cable), encoder, measure, banner_stamps(cable))
    frame = make_frame(options.page, banner)
    flow = Flow(frame, encoder)
    renderer = PdfRenderer(flow, cable)
    renderer.render_cable(data.title)
    _furnish(flow, Furnishing(frame, banner, encoder, _footer(cable)))
    file = assemble(
        flow,
        data,
        level=options.level,
        lang=options.lang,
        attachments=_attachments(cable, data, options, tei),
    )
    return file, [*renderer.notices(), *_character_notices(encoder)]


def _footer(cable: Cable) -> str:
    """``07MEXICO4390  |  2007-08-16``, as far as known."""
    when = cable.dtg.utc if cable.dtg else None
    day = "" if when is None else f"{when.year:04}-{when.month:02}-{when.day:02}"
    return "  |  ".join(part for part in (printable(cable.mrn or ""), day) if part)


def _furnish(flow: Flow, furnishing: Furnishing) -> None:
    for at, page in enumerate(flow.pages):
        page.insert(0, furnishing.head())
        page.append(furnishing.foot(at + 1, len(flow.pages)))


def _attachments(
    cable: Cable, data: Metadata, options: PdfOptions, tei: bytes | None
) -> list[Attachment]:
    if options.attach == "source":
        return [source_attachment(cable, data.identifier)]
    return [] if tei is None else [tei_attachment(tei, data.identifier)]


def _character_notices(encoder: Encoder) -> list[Notice]:
    notices: list[Notice] = []
    for found, what in (
        (encoder.missing, "that no font holds are shown by their code point"),
        (encoder.hidden, "without a visible form are not shown"),
    ):
        if found:
            count = sum(found.values())
            names = ", ".join(f"U+{ord(char):04X}" for char in sorted(found)[:_NAMED])
            more = " ..." if len(found) > _NAMED else ""
            notices.append(
                Notice(
                    NoticeKind.NOT_EXPRESSIBLE,
                    f"characters {what}: {count} ({names}{more})",
                    Severity.WARNING,
                )
            )
    return notices
