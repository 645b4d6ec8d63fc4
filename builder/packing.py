"""The frozen dataclasses of model.py ↔ bytes: for the cache and for workers.

pickle asks a dataclass with slots for its state in Python, field by field; told here to call the class with its fields,
it is four times as fast. Packed data is checked by a checksum, and as trusted as the site's templates are.
"""

from __future__ import annotations

import copyreg
import dataclasses
import inspect
import operator
import pickle
import zlib
from typing import Any

from builder import model


class Damaged(Exception):  # noqa: N818  # a state of the cache, handled by the build, seen by nobody
    """Packed data is not what it was."""


def _register(cls: type[Any]) -> None:
    names = [field.name for field in dataclasses.fields(cls)]
    if not names:
        return
    get = operator.attrgetter(*names)

    def reduce_one(value: object) -> tuple[type[Any], tuple[object, ...]]:
        return cls, (get(value),)

    def reduce(value: object) -> tuple[type[Any], tuple[object, ...]]:
        return cls, get(value)

    copyreg.pickle(cls, reduce_one if len(names) == 1 else reduce)
    # A number in place of module and name, which pickle would look up for each object.
    copyreg.add_extension(cls.__module__, cls.__name__, 256 + zlib.crc32(cls.__name__.encode()) % 2**24)


for _, _cls in inspect.getmembers(model, inspect.isclass):
    if dataclasses.is_dataclass(_cls):
        _register(_cls)


def pack(value: object) -> bytes:
    """The value's bytes, checksum first."""
    data = pickle.dumps(value, 5)
    return zlib.crc32(data).to_bytes(4, "big") + data


def unpack(data: bytes) -> Any:
    """What `pack` packed. Raises Damaged."""
    if zlib.crc32(memoryview(data)[4:]).to_bytes(4, "big") != data[:4]:
        raise Damaged("a checksum is wrong")
    return pickle.loads(memoryview(data)[4:])
