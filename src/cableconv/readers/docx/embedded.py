"""The source that a file of ours may hold, believed only where the visible text is unchanged."""

from __future__ import annotations

from cableconv.errors import CableconvError
from cableconv.model.cable import Cable
from cableconv.model.effective import overall_marking
from cableconv.notation.docx_source import embedded_cables, is_source, visible_sha256
from cableconv.notation.word_package import Package
from cableconv.notices import Notice, NoticeKind, Severity


def embedded(package: Package) -> tuple[list[Cable], tuple[Notice, ...]]:
    """The cables embedded in a file, and why they are not believed.

    Empty where the file has none, where its visible text was edited since (whatever was cut out
    of it must not come back), where a page shows another marking, or where the data are damaged.
    """
    root = next((part for part in package.related("customXml") if is_source(part)), None)
    document = package.xml(package.main)
    if root is None or document is None:
        return [], ()
    around = [*package.related("header"), *package.related("footer")]
    if visible_sha256(document, around) != root.get("visible"):
        return [], (_unused("the text was edited after the source was embedded"),)
    try:
        cables = embedded_cables(root)
    except CableconvError as error:
        return [], (_unused(error.message),)
    shown = {"".join(text.split()) for part in around for text in map(_text, part.iter("{*}p"))}
    markings = {"".join(overall_marking(cable).text.split()) for cable in cables}
    if not cables or not markings <= shown:
        return [], (_unused("its marking is not that of the pages"),)
    return cables, ()


def _text(paragraph: object) -> str:
    nodes = paragraph.iter("{*}t")  # type: ignore[attr-defined]  # an element of lxml
    return "".join(str(node.text or "") for node in nodes)


def _unused(why: str) -> Notice:
    message = f"the file holds its source, which is not used: {why}; the visible text counts"
    return Notice(NoticeKind.CONFLICT, message, Severity.WARNING)
