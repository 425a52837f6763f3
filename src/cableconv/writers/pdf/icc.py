"""An sRGB colour profile, made from the published constants: no file, no licence, no date.

Source of the numbers: IEC 61966-2-1 (primaries and curve, adapted to D50), ICC.1:2010 (layout).
"""

from __future__ import annotations

import struct
from functools import cache

_D50 = (0.9642, 1.0, 0.8249)
_CURVE = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)
_ADAPTATION = (
    1.047882, 0.022919, -0.050217,
    0.029586, 0.990479, -0.017059,
    -0.009232, 0.015076, 0.751678,
)  # fmt: skip
_PRIMARIES = {
    b"rXYZ": (0.436066, 0.222488, 0.013916),
    b"gXYZ": (0.385147, 0.716873, 0.097076),
    b"bXYZ": (0.143066, 0.060608, 0.714096),
}
_HEADER_SIZE = 128
_VERSION_4_2 = 0x04200000
_CREATED = (2000, 1, 1, 0, 0, 0)
"""A fixed date, for a profile must have one and the same file must come out every time."""


def _fixed(*values: float) -> bytes:
    """Numbers as s15Fixed16."""
    return struct.pack(f">{len(values)}i", *(round(value * 65536) for value in values))


def _text(text: str) -> bytes:
    data = text.encode("utf-16-be")
    return b"mluc\0\0\0\0" + struct.pack(">II4sII", 1, 12, b"enUS", len(data), 28) + data


def _tags() -> dict[bytes, bytes]:
    curve = b"para\0\0\0\0" + struct.pack(">HH", 3, 0) + _fixed(*_CURVE)
    tags = {
        b"desc": _text("sRGB"),
        b"cprt": _text("CC0"),
        b"wtpt": b"XYZ \0\0\0\0" + _fixed(*_D50),
        b"chad": b"sf32\0\0\0\0" + _fixed(*_ADAPTATION),
    }
    tags.update({name: b"XYZ \0\0\0\0" + _fixed(*xyz) for name, xyz in _PRIMARIES.items()})
    tags.update(dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), curve))
    return tags


@cache
def srgb_profile() -> bytes:
    """The profile: ICC version 4.2, a display of the RGB space with matrix and parametric curve."""
    tags = _tags()
    table = struct.pack(">I", len(tags))
    start = _HEADER_SIZE + 4 + 12 * len(tags)
    places: dict[bytes, tuple[int, int]] = {}
    data = b""
    for name, body in tags.items():
        # The three curves are one: tags may share their data.
        if body not in places:
            places[body] = (start + len(data), len(body))
            data += body + b"\0" * (-len(body) % 4)
        table += name + struct.pack(">II", *places[body])
    return _header(_HEADER_SIZE + len(table) + len(data)) + table + data


def _header(size: int) -> bytes:
    head = struct.pack(">I4xI4s4s4s6H4s", size, _VERSION_4_2, b"mntr", b"RGB ", b"XYZ ",
                       *_CREATED, b"acsp")  # fmt: skip
    head += b"\0" * 28 + _fixed(*_D50)
    return head.ljust(_HEADER_SIZE, b"\0")
