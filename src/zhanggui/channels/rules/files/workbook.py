"""Workbooks: xlsx, xls and ods by calamine, guarded against sheets that sprawl over the whole grid."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence

from python_calamine import CalamineWorkbook, PasswordError

from zhanggui.channels.rules.cells import Cell
from zhanggui.channels.rules.files.raw import FileProblem, Limits, RawTable, Row
from zhanggui.channels.rules.problems import Problem

__all__ = ["workbook_tables"]

PIECE = 1 << 20


def workbook_tables(name: str, data: bytes, limits: Limits) -> Iterator[RawTable | FileProblem]:
    """This will give every sheet that holds anything."""
    if problem := _sprawl(data, limits):
        yield FileProblem(name, problem)
        return
    workbook = _opened(data)
    if isinstance(workbook, Problem):
        yield FileProblem(name, workbook)
        return
    for sheet in workbook.sheet_names:
        rows = _sheet_rows(workbook, sheet, limits)
        if isinstance(rows, Problem):
            yield FileProblem(f"{name}/{sheet}", rows)
        elif rows is not None:
            yield RawTable(name, sheet, rows)


def _opened(data: bytes) -> CalamineWorkbook | Problem:
    try:
        return CalamineWorkbook.from_filelike(io.BytesIO(data))
    except PasswordError:
        return Problem(0, "", "workbook_encrypted")
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException:  # the parser's own panics do not derive from Exception
        return Problem(0, "", "workbook_broken")


def _sheet_rows(workbook: CalamineWorkbook, name: str, limits: Limits) -> Iterator[Row] | Problem | None:
    try:
        sheet = workbook.get_sheet_by_name(name)
        height, width = sheet.total_height, sheet.total_width
        if height > limits.rows or height * width > limits.cells:
            return Problem(0, "", "too_many_rows", {"limit": limits.rows})
        return _numbered(sheet.iter_rows(), (sheet.start or (0, 0))[0]) if height and width else None
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException:  # a chart sheet, or a sheet whose part is damaged
        return Problem(0, "", "workbook_broken")


def _numbered(rows: Iterable[Sequence[Cell]], first: int) -> Iterator[Row]:
    for line, cells in enumerate(rows, first + 1):
        yield line, [cell.replace("\0", "") if type(cell) is str else _plain(cell) for cell in cells]


def _plain(cell: Cell) -> Cell:
    """True equals 1.0 wherever values are compared, so it travels as a word."""
    return ("FALSE", "TRUE")[cell] if type(cell) is bool else cell


_FAR_COLUMN = re.compile(rb'r="([A-Z]{3})(\d+)"')


def _sprawl(data: bytes, limits: Limits) -> Problem | None:
    """A few bytes can place a cell at XFD1048576, which the parser would answer with a grid of 17 thousand million."""
    if not data.startswith(b"PK"):
        return None
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _sprawl_of(archive, len(data), limits)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError, EOFError):
        return Problem(0, "", "workbook_broken")
    except Exception:  # damaged compressed data raises zlib's, lzma's and struct's own errors
        return Problem(0, "", "workbook_broken")


def _sprawl_of(archive: zipfile.ZipFile, packed: int, limits: Limits) -> Problem | None:
    unpacked = 0
    for entry in archive.infolist():
        with archive.open(entry) as stream:
            tail = b""
            while piece := stream.read(PIECE):
                unpacked += len(piece)
                if unpacked > limits.unpacked_bytes:
                    return Problem(0, "", "file_too_big", {"limit": limits.unpacked_bytes >> 20})
                if unpacked > limits.ratio_from_bytes and unpacked > packed * limits.ratio:
                    return Problem(0, "", "zip_suspicious", {"ratio": unpacked // max(packed, 1)})
                if "worksheets/" in entry.filename and _far(tail + piece, limits):
                    return Problem(0, "", "too_many_rows", {"limit": limits.rows})
                tail = piece[-32:]
    return None


def _far(piece: bytes, limits: Limits) -> bool:
    """A column beyond ZZ in a row beyond the 20,000th: no export is like that."""
    return any(int(match.group(2)) * 16_384 > limits.cells * 2 for match in _FAR_COLUMN.finditer(piece))
