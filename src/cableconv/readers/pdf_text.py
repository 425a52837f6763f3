"""The text of a PDF, page by page and line by line, as it stands on the page from top to bottom.

The rule: pieces of text at one height make a line, in the order in which the file draws them; lines
are ordered by height; each page but the first begins with a form feed, as pdftotext puts it. Blanks
are those of the file; a tab counts as one. No word is joined to another; no hyphen is taken out.
"""

from __future__ import annotations

import io
import logging
import math
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import attrs

from cableconv.errors import CableconvError, LimitExceededError, NotACableError
from cableconv.model.cable import Cable
from cableconv.notices import Notice, NoticeKind

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

SIGNATURE = b"%PDF-"
"""The first bytes of a PDF."""

MAX_PAGES = 2000
"""A telegram of the corpus has at most 40 pages of PDF."""

MAX_STREAM = 8 * 1024 * 1024
"""Bytes that one compressed stream may become; a page of a telegram has some 5,000."""

MAX_CONTENTS = 32 * 1024 * 1024
"""Bytes of what all pages draw."""

MAX_TOKENS = 400_000
"""Operands and operators of one page; a page of a telegram has some 700."""

MAX_OPERATIONS = 2_000_000
"""Drawing operations of the whole file; a page of a telegram has some 250."""

MAX_FORMS = 1000
"""Forms that one page may draw; beyond 5,000 the library would leave text out."""

MAX_TEXT = 32 * 1024 * 1024
"""Characters of the whole file."""

_SAME_LINE = 0.5
"""Pieces whose heights differ by less, in points, stand on one line."""


@attrs.frozen
class PdfText:
    """What a PDF shows as text.

    Attributes:
        pages: the text of each page; lines end in LF, none begins or ends with a blank line.
        creator: the program that the file says made it; empty where it says nothing.
        warnings: what the library found wrong with the file, and read in spite of it.
    """

    pages: tuple[str, ...]
    creator: str = ""
    warnings: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """All pages, each but the first begun by a form feed."""
        return "\n\n\f".join(self.pages) + "\n"


def is_pdf(head: bytes) -> bool:
    """True where the input begins as a PDF does; blanks before the signature are allowed."""
    return head[:1024].lstrip().startswith(SIGNATURE)


def pdf_text(data: bytes, name: str) -> PdfText:
    """The text of a PDF.

    Args:
        data: the whole file.
        name: of the file, for messages.

    Raises:
        NotACableError: the file is damaged, encrypted, or has no text.
        LimitExceededError: it has more pages, or grows larger when unpacked, than is allowed.
    """
    with opened(data, name) as (reader, warnings):
        pages = tuple(_pages(reader, name))
        found = PdfText(pages, _creator(reader), warnings.messages)
    if not found.text.strip():
        raise NotACableError(
            "the PDF holds no text, only pictures perhaps",
            source=name,
            hint="Run character recognition first, and give its text.",
        )
    return found


def holds_telegram(cable: Cable) -> bool:
    """Whether text of a PDF gave a header line that tells a telegram from any other text."""
    header = cable.header
    told = (header.dtg, header.originator, cable.subject, cable.tags, cable.markings.banner)
    return any(told)


def only_feeds(notice: Notice) -> bool:
    """Whether a notice tells of nothing but the form feeds between pages."""
    controls = notice.kind is NoticeKind.CONTROL_CHARACTERS
    return controls and notice.message.endswith("(U+000C)")


def content_of(document: PdfReader, name: str) -> Iterator[bytes]:
    """What each page draws, as its bytes in the file, unpacked; within ``MAX_CONTENTS``."""
    budget = _Budget(name)
    for page in document.pages:
        contents = page.get("/Contents")
        target = contents.get_object() if contents is not None else ()
        for one in target if isinstance(target, (list, tuple)) else (target,):
            data = one.get_object().get_data()
            budget.page(len(data))
            yield data


@contextmanager
def opened(data: bytes, name: str) -> Iterator[tuple[PdfReader, Warned]]:
    """A PDF as the library reads it, within limits; errors as of ``pdf_text``."""
    with _reported(name) as warnings:
        yield _opened(data, name), warnings


def _opened(data: bytes, name: str) -> PdfReader:
    from pypdf import PdfReader  # noqa: PLC0415 - only who reads PDF pays for the import

    reader = PdfReader(io.BytesIO(data.lstrip()))
    if reader.is_encrypted and not reader.decrypt(""):
        raise NotACableError(
            "the PDF is encrypted",
            source=name,
            hint="Save it without a password, or give its text.",
        )
    pages = len(reader.pages)
    if pages > MAX_PAGES:
        raise _too_large(f"the PDF has {pages} pages; {MAX_PAGES} are allowed", name)
    return reader


def _pages(reader: PdfReader, name: str) -> Iterator[str]:
    budget = _Budget(name)
    for page in reader.pages:
        contents = page.get_contents()
        # An empty dictionary is false, and a content stream is one without entries.
        budget.page(0 if contents is None else len(contents.get_data()))
        text = _page_text(page, budget)
        budget.text(len(text))
        yield text


def _page_text(page: PageObject, budget: _Budget) -> str:
    lines = _Lines()
    page.extract_text(visitor_text=lines.add, visitor_operand_before=budget.operation)
    budget.check()
    return lines.text()


def _creator(reader: PdfReader) -> str:
    facts = reader.metadata
    return str(facts.creator or "") if facts else ""


class _Budget:
    """Counts what a file makes us do, and ends the reading where it is too much."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.contents = self.operations = self.forms = self.characters = 0

    def page(self, contents: int) -> None:
        self.forms = 0
        self.contents += contents
        self._hold(self.contents, MAX_CONTENTS, "bytes of pages")

    def operation(self, operator: object, *_: object) -> None:
        self.operations += 1
        self.forms += operator == b"Do"
        self.check()

    def check(self) -> None:
        # The library catches errors inside drawn forms; so this is asked again after each page.
        self._hold(self.operations, MAX_OPERATIONS, "drawing operations")
        self._hold(self.forms, MAX_FORMS, "forms on a page")

    def text(self, characters: int) -> None:
        self.characters += characters
        self._hold(self.characters, MAX_TEXT, "characters")

    def _hold(self, count: int, most: int, what: str) -> None:
        if count > most:
            raise _too_large(f"the PDF has more than {most} {what}", self.name)


class _Lines:
    """Collects pieces of text with their heights on the page."""

    def __init__(self) -> None:
        self.pieces: list[tuple[float, str]] = []

    def add(self, text: str, outer: list[float], inner: list[float], *_: object) -> None:
        """Take a piece; its height comes from the text matrix within the page's matrix."""
        height = inner[4] * outer[1] + inner[5] * outer[3] + outer[5]
        words = text.strip("\n").replace(" \t", " ").replace("\t", " ")
        if words and math.isfinite(height):
            self.pieces.append((height, words))

    def text(self) -> str:
        """The lines from top to bottom; pieces at one height in the order of the file."""
        lines: list[tuple[float, list[str]]] = []
        for height, words in sorted(self.pieces, key=lambda piece: -piece[0]):
            if lines and lines[-1][0] - height < _SAME_LINE:
                lines[-1][1].append(words)
            else:
                lines.append((height, [words]))
        return "\n".join("".join(words).rstrip() for _, words in lines).strip("\n")


class Warned(logging.Handler):
    """Collects what the library warns of, instead of the terminal."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self._messages: dict[str, None] = {}

    def emit(self, record: logging.LogRecord) -> None:
        """Take a warning."""
        if len(self._messages) < _MOST_WARNINGS:
            self._messages[record.getMessage()[:200]] = None

    @property
    def messages(self) -> tuple[str, ...]:
        """The warnings so far, each once, the first few only."""
        return tuple(self._messages)


_MOST_WARNINGS = 5


@contextmanager
def _reported(name: str) -> Iterator[Warned]:
    """Keep the library within limits, its warnings in a list, its errors ours."""
    from pypdf import apply_configuration  # noqa: PLC0415 - as above
    from pypdf.errors import DependencyError, LimitReachedError  # noqa: PLC0415

    log = logging.getLogger("pypdf")
    warnings, propagate = Warned(), log.propagate
    log.addHandler(warnings)
    log.propagate = False
    try:
        with apply_configuration(
            zlib_maximum_output_length=MAX_STREAM,
            lzw_maximum_output_length=MAX_STREAM,
            run_length_maximum_output_length=MAX_STREAM,
            array_based_stream_maximum_output_length=MAX_STREAM,
            stream_decoding_work_maximum_length=4 * MAX_STREAM,
            stream_parsing_work_maximum_count=MAX_TOKENS,
            page_tree_maximum_entries=4 * MAX_PAGES,
        ):
            yield warnings
    except LimitReachedError as error:
        raise _too_large(
            f"the PDF is larger than it seems: {str(error).rstrip('.')}", name
        ) from error
    except DependencyError as error:
        raise NotACableError(
            "the PDF is encrypted in a way that cannot be read",
            source=name,
            hint="Save it without a password, or give its text.",
        ) from error
    except (CableconvError, MemoryError, OSError):
        raise
    except Exception as error:  # a damaged file makes the library throw anything
        raise _damaged(error, name) from error
    finally:
        log.removeHandler(warnings)
        log.propagate = propagate


def _damaged(error: Exception, name: str) -> NotACableError:
    reason = str(error).split("\n", 1)[0][:200].rstrip(".") or type(error).__name__
    return NotACableError(
        f"the PDF is damaged: {reason}",
        source=name,
        hint="Fetch it again, or extract its text with another program.",
    )


def _too_large(message: str, name: str) -> LimitExceededError:
    return LimitExceededError(message, source=name, hint="Give the text of one cable.")
