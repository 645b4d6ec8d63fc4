"""Values ↔ bytes: for the cache. Packed data is checked by a checksum, and as trusted as the site's templates are."""

from __future__ import annotations

import pickle
import zlib
from typing import Any


class Damaged(Exception):  # noqa: N818  # a state of the cache, handled by the build, seen by nobody
    """Packed data is not what it was."""


def pack(value: object) -> bytes:
    """The value's bytes, checksum first."""
    data = pickle.dumps(value, 5)
    return zlib.crc32(data).to_bytes(4, "big") + data


def unpack(data: bytes) -> Any:
    """What `pack` packed. Raises Damaged."""
    if zlib.crc32(memoryview(data)[4:]).to_bytes(4, "big") != data[:4]:
        raise Damaged("a checksum is wrong")
    return pickle.loads(memoryview(data)[4:])
