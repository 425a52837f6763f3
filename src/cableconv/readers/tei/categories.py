"""Categories that ``ana`` points at, read back to the values they stand for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cableconv.model.markings import Level
from cableconv.notation.tei import STANDS_FOR_LEVEL, TAXONOMIES
from cableconv.readers.tei.elements import Element, every

_XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
_TAXONOMY_OF = {prefix: name for name, (prefix, _) in TAXONOMIES.items()}


class Categories:
    """The categories of one document.

    A pointer whose category is not declared is read by its own letters: ``#cls-S``.
    """

    def __init__(self, headers: Iterable[Element]) -> None:
        self._known: dict[str, tuple[str, str]] = {}
        for header in headers:
            for taxonomy in every(header, "taxonomy"):
                self._declare(str(taxonomy.get("n") or taxonomy.get(_XML_ID)), taxonomy)

    def _declare(self, name: str, taxonomy: Element) -> None:
        for category in every(taxonomy, "category"):
            key = str(category.get(_XML_ID))
            value = category.get("n")
            self._known.setdefault(
                key, (name, key.partition("-")[2] if value is None else str(value))
            )

    def _looked_up(self, element: Element) -> Iterator[tuple[str, str]]:
        for pointer in str(element.get("ana") or "").split():
            key = pointer.removeprefix("#")
            prefix, _, value = key.partition("-")
            yield self._known.get(key) or (_TAXONOMY_OF.get(prefix, ""), value)

    def values(self, element: Element, taxonomy: str) -> tuple[str, ...]:
        """The values of one taxonomy that the element points at, in order."""
        return tuple(value for name, value in self._looked_up(element) if name == taxonomy)

    def value(self, element: Element, taxonomy: str) -> str | None:
        """The first such value; None without."""
        return next(iter(self.values(element, taxonomy)), None)

    def marking(self, element: Element) -> tuple[Level | None, tuple[str, ...], tuple[str, ...]]:
        """Level, controls and countries of a marking.

        Raises:
            KeyError: it points at a level that is not known.
        """
        level: Level | None = None
        controls: list[str] = []
        for name in self.values(element, "classification"):
            stands = name in STANDS_FOR_LEVEL
            level = Level.U if stands else Level[name]
            controls += [name] if stands else []
        controls += self.values(element, "captions")
        return level, tuple(controls), self.values(element, "releasability")
