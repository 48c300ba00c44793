"""Archives: zip with names in UTF-8 or GBK, and gzip; opened only as far as the limits allow."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Iterator
from typing import IO

from zhanggui.channels.rules.files.raw import FileProblem, Limits
from zhanggui.channels.rules.problems import Problem

__all__ = ["gunzipped", "is_workbook", "unzipped"]

BOOK_MARKS = ("[Content_Types].xml", "xl/workbook.xml", "mimetype", "content.xml")
PIECE = 1 << 20


def is_workbook(data: bytes) -> bool | Problem:
    """This will tell a workbook, which is a zip itself, from an archive of files; a damaged zip gives a problem."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return any(name in BOOK_MARKS for name in archive.namelist())
    except Exception:  # no end record, absurd offsets, unknown versions: all of it is a damaged file
        return Problem(
            0, "", "workbook_broken" if b"xl/" in data[:4096] or b"[Content_Types]" in data[:4096] else "zip_broken"
        )


def unzipped(name: str, data: bytes, limits: Limits) -> Iterator[tuple[str, bytes] | FileProblem]:
    """This will give the files of an archive with their own names, or what is wrong with them."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = [entry for entry in archive.infolist() if not _is_clutter(entry)]
        if len(entries) > limits.files:
            yield FileProblem(name, Problem(0, "", "zip_too_many", {"limit": limits.files}))
            return
        room = limits.unpacked_bytes
        for entry in entries:
            inner = f"{name}/{_entry_name(entry)}"
            found = _entry(archive, entry, room, limits)
            if isinstance(found, Problem):
                yield FileProblem(inner, found)
                if found.code in ("file_too_big", "zip_suspicious"):
                    return
            else:
                room -= len(found)
                yield inner, found


def gunzipped(data: bytes, limits: Limits) -> bytes | Problem:
    """This will unpack a .gz file."""
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as stream:
            return _limited(stream, len(data), limits.unpacked_bytes, limits)
    except Exception:  # OSError, EOFError and zlib.error, all meaning the same
        return Problem(0, "", "zip_broken")


def _entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, room: int, limits: Limits) -> bytes | Problem:
    if entry.flag_bits & 1:
        return Problem(0, "", "zip_encrypted")
    try:
        with archive.open(entry) as stream:
            return _limited(stream, entry.compress_size, room, limits)
    except Exception:  # a wrong checksum, damaged compressed data, an unknown method
        return Problem(0, "", "zip_broken")


def _limited(stream: IO[bytes] | gzip.GzipFile, packed: int, room: int, limits: Limits) -> bytes | Problem:
    """The declared size may lie, so what counts is what comes out."""
    whole = bytearray()
    while piece := stream.read(PIECE):
        whole += piece
        if len(whole) > room:
            return Problem(0, "", "file_too_big", {"limit": limits.unpacked_bytes >> 20})
        if len(whole) > limits.ratio_from_bytes and len(whole) > max(packed, 1) * limits.ratio:
            return Problem(0, "", "zip_suspicious", {"ratio": len(whole) // max(packed, 1)})
    return bytes(whole)


def _is_clutter(entry: zipfile.ZipInfo) -> bool:
    last = entry.filename.rsplit("/", 1)[-1]
    return entry.is_dir() or entry.filename.startswith("__MACOSX/") or last.startswith(".") or last == "Thumbs.db"


def _entry_name(entry: zipfile.ZipInfo) -> str:
    """Chinese Windows writes names in GBK without saying so; the zip standard then reads them as code page 437."""
    if entry.flag_bits & 0x800:
        return entry.filename
    raw = entry.filename.encode("cp437", "replace")
    for encoding in ("utf-8", "gbk", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return entry.filename
