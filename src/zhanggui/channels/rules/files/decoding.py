"""Which encoding a text file is in, decided over the whole file and never by leaving out what does not fit."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from zhanggui.channels.rules.problems import Problem

__all__ = ["Encoding", "encoding_of"]

PIECE = 1 << 20
CANDIDATES = ("utf-8", "gbk", "gb18030")
CHINESE = re.compile("[\u4e00-\u9fff]")
ENOUGH_CHINESE = 6


@dataclass(frozen=True, slots=True)
class Encoding:
    """The encoding, the length of the byte order mark, and how many bytes hold whole characters (`cut` if not all)."""

    name: str
    skip: int
    length: int
    cut: bool


def encoding_of(data: bytes) -> Encoding | Problem:
    """This will find the encoding: byte order marks first, then strict UTF-8, GBK, GB18030.

    A file that breaks off inside a character keeps its whole characters and is marked as cut.
    """
    for mark, name in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if data.startswith(mark):
            return _whole(data, name, 2) or _undecodable(data, 2)
    skip = 3 if data.startswith(codecs.BOM_UTF8) else 0
    for name in CANDIDATES[:1] if skip else CANDIDATES:
        if found := _whole(data, name, skip):
            return found
        if name == "utf-8" and _was_utf_8(data, skip):
            break
    return _undecodable(data, _furthest(data, skip))


def _whole(data: bytes, name: str, skip: int) -> Encoding | None:
    fault = _fault(data, name, skip)
    if fault is None:
        return Encoding(name, skip, len(data), False)
    # the last character may be cut off with the rest of the file
    if (
        fault >= len(data) - 3
        and fault > skip
        and _fault(data[:fault], name, skip) is None
        and _incomplete(data, fault, name)
    ):
        return Encoding(name, skip, fault, True)
    return None


def _fault(data: bytes, name: str, skip: int) -> int | None:
    decoder = codecs.getincrementaldecoder(name)("strict")
    view = memoryview(data)
    for start in range(skip, len(data), PIECE):
        before = len(decoder.getstate()[0])
        last = start + PIECE >= len(data)
        try:
            decoder.decode(bytes(view[start : start + PIECE]), last)
        except UnicodeDecodeError as error:
            return start - before + error.start
    return None


def _incomplete(data: bytes, fault: int, name: str) -> bool:
    try:
        codecs.getincrementaldecoder(name)("strict").decode(data[fault:], False)
    except UnicodeDecodeError:
        return False
    return True


def _was_utf_8(data: bytes, skip: int) -> bool:
    fault = _fault(data, "utf-8", skip) or 0
    return len(CHINESE.findall(data[skip : min(fault, PIECE)].decode("utf-8", "replace"))) >= ENOUGH_CHINESE


def _furthest(data: bytes, skip: int) -> int:
    if skip or _was_utf_8(data, skip):
        return _fault(data, "utf-8", skip) or 0
    return max(_fault(data, name, skip) or 0 for name in CANDIDATES)


def _undecodable(data: bytes, position: int) -> Problem:
    line = data.count(b"\n", 0, position) + 1
    return Problem(line, "", "not_decodable", {"line": line})
