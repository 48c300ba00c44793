"""Bytes and a name → raw tables, told by what the bytes are and not by what the name says."""

from __future__ import annotations

from collections.abc import Iterator

from zhanggui.channels.rules.files.answers import answer_tables, looks_like_answer
from zhanggui.channels.rules.files.archive import gunzipped, is_workbook, unzipped
from zhanggui.channels.rules.files.decoding import Encoding, encoding_of
from zhanggui.channels.rules.files.delimited import delimited_table
from zhanggui.channels.rules.files.markup import looks_like_markup, markup_tables
from zhanggui.channels.rules.files.raw import FileProblem, Limits, RawTable
from zhanggui.channels.rules.files.workbook import workbook_tables
from zhanggui.channels.rules.problems import Problem

__all__ = ["raw_tables"]

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PICTURES_AND_PAPERS = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"Rar!", b"7z\xbc\xaf", b"MZ", b"\x7fELF")


def raw_tables(
    name: str, data: bytes, limits: Limits | None = None, depth: int = 0
) -> Iterator[RawTable | FileProblem]:
    """This will give every table of a file; read each one's rows before taking the next."""
    limits = limits or Limits()
    if not data.strip():
        yield FileProblem(name, Problem(0, "", "file_empty"))
    elif data.startswith(b"PK"):
        yield from _zip_tables(name, data, limits, depth)
    elif data.startswith(b"\x1f\x8b"):
        yield from _gzip_tables(name, data, limits, depth)
    elif data.startswith(OLE):
        yield from workbook_tables(name, data, limits)
    elif data.startswith(PICTURES_AND_PAPERS):
        yield FileProblem(name, Problem(0, "", "not_text"))
    else:
        yield from _text_tables(name, data, limits)


def _zip_tables(name: str, data: bytes, limits: Limits, depth: int) -> Iterator[RawTable | FileProblem]:
    book = is_workbook(data)
    if isinstance(book, Problem):
        yield FileProblem(name, book)
    elif book:
        yield from workbook_tables(name, data, limits)
    elif depth >= limits.depth:
        yield FileProblem(name, Problem(0, "", "zip_nested"))
    else:
        for inner in unzipped(name, data, limits):
            if isinstance(inner, FileProblem):
                yield inner
            else:
                yield from raw_tables(*inner, limits, depth + 1)


def _gzip_tables(name: str, data: bytes, limits: Limits, depth: int) -> Iterator[RawTable | FileProblem]:
    inner = gunzipped(data, limits) if depth < limits.depth else Problem(0, "", "zip_nested")
    if isinstance(inner, Problem):
        yield FileProblem(name, inner)
    else:
        yield from raw_tables(name.removesuffix(".gz"), inner, limits, depth + 1)


def _text_tables(name: str, data: bytes, limits: Limits) -> Iterator[RawTable | FileProblem]:
    encoding = encoding_of(data)
    if isinstance(encoding, Problem):
        yield FileProblem(name, Problem(0, "", "not_text") if _is_binary(data) else encoding)
        return
    head = _head(data, encoding)
    if looks_like_markup(head):
        yield from markup_tables(name, data[encoding.skip : encoding.length].decode(encoding.name), limits)
    elif looks_like_answer(head):
        yield from answer_tables(name, data[encoding.skip : encoding.length].decode(encoding.name))
    elif _is_binary(data) and not encoding.name.startswith("utf-16"):
        yield FileProblem(name, Problem(0, "", "not_text"))
    else:
        yield delimited_table(name, data, encoding, limits)


def _head(data: bytes, encoding: Encoding) -> str:
    return data[encoding.skip : encoding.skip + (1 << 16)].decode(encoding.name, "replace")


def _is_binary(data: bytes) -> bool:
    """Text has no control characters; a handful is dirt."""
    head = data[:4096]
    return sum(byte < 9 or 13 < byte < 32 for byte in head) * 20 > len(head)
