"""The contract of a writer, and rendering of nodes by a table of exact classes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, BinaryIO, ClassVar, Protocol, TypeVar, get_args, runtime_checkable

import attrs

from cableconv.errors import WriteError
from cableconv.model.blocks import Block
from cableconv.model.cable import Cable
from cableconv.model.content import Inline
from cableconv.notices import Notice

Handler = Callable[..., Any]
HandlerT = TypeVar("HandlerT", bound=Handler)


@runtime_checkable
class Writer(Protocol):
    """Turns one cable into one file. Instances are immutable and keep no state between calls.

    Attributes:
        name: what ``-t`` takes (``tei``).
        suffix: of its files, with the dot (``.tei.xml``).
        media_type: MIME type.
        options: an instance of an attrs class; its fields are the writer's options.
    """

    name: ClassVar[str]
    suffix: ClassVar[str]
    media_type: ClassVar[str]

    @property
    def options(self) -> Any:  # noqa: ANN401 - each writer has its own class of options
        """The writer's options; read only, because a writer is immutable."""
        ...

    def write(self, cable: Cable, out: BinaryIO) -> list[Notice]:
        """Write the cable; return what could not be expressed or was left out by rule."""
        ...


@runtime_checkable
class Carrier(Protocol):
    """A writer whose file carries the same cable in another format inside.

    Writers do not know each other: who calls one (``conversion.render``) lets the other writer
    write, and gives it the bytes.

    Attributes:
        carries: name of the writer of what is carried; None where these options carry nothing.
    """

    @property
    def carries(self) -> str | None:
        """As above; read only, because a writer is immutable."""
        ...

    def carrying(self, data: bytes) -> Writer:
        """The writer that puts ``data``, the file of the writer ``carries``, into its own file."""
        ...


def in_utf8(text: str) -> bytes:
    """The text as the bytes of a file.

    Raises:
        WriteError: it holds half a surrogate pair, which no encoding of Unicode can express.
    """
    try:
        return text.encode()
    except UnicodeEncodeError as error:
        half = f"U+{ord(error.object[error.start]):04X}"
        raise WriteError(f"the text holds {half}, half of a surrogate pair") from None


@attrs.frozen
class NoOptions:
    """The options of a writer that has none."""


def renders(*kinds: type) -> Callable[[HandlerT], HandlerT]:
    """Mark a method of a ``Renderer`` as the one that renders these exact classes."""

    def mark(method: HandlerT) -> HandlerT:
        method.__renders__ = kinds  # type: ignore[attr-defined]  # a plain function holds it
        return method

    return mark


NODES: tuple[type, ...] = tuple(dict.fromkeys((*get_args(Block), *get_args(Inline))))
"""Every class of node that a complete renderer must know."""


class Renderer:
    """Base of renderers: a class-level table from exact node class to method.

    ``class X(Renderer, complete=True)`` fails at class creation where a node of the model has no
    method; a renderer that is not complete meets unknown nodes in ``unknown``.
    """

    handlers: ClassVar[Mapping[type, Handler]] = MappingProxyType({})

    def __init_subclass__(cls, *, complete: bool = False) -> None:
        table = dict(cls.handlers)
        for method in vars(cls).values():
            for kind in getattr(method, "__renders__", ()):
                table[kind] = method
        cls.handlers = MappingProxyType(table)
        missing = [kind.__name__ for kind in NODES if kind not in table]
        if complete and missing:
            raise TypeError(f"{cls.__name__} has no method for {', '.join(missing)}")

    def render(self, node: object) -> Any:  # noqa: ANN401 - each renderer has its own result
        """Give the node to the method for its class, or to ``unknown``."""
        handler = self.handlers.get(type(node))
        return self.unknown(node) if handler is None else handler(self, node)

    def unknown(self, node: object) -> Any:  # noqa: ANN401
        """Render a node of a class this renderer does not know. Foreign renderers override it."""
        raise TypeError(f"{type(self).__name__} cannot render {type(node).__name__}")
