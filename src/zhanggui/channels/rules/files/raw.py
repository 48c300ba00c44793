"""What every kind of file is turned into before anyone knows what it means: numbered rows of cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from zhanggui.channels.rules.cells import Cell, text
from zhanggui.channels.rules.problems import Problem

__all__ = ["FileProblem", "Limits", "RawTable", "Row", "is_footer"]

Row = tuple[int, list[Cell]]


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a file may hold before it is refused; `ratio` counts only above `ratio_from_bytes`."""

    unpacked_bytes: int = 1 << 30
    ratio: int = 250
    ratio_from_bytes: int = 64 << 20
    files: int = 200
    depth: int = 2
    rows: int = 2_000_000
    cells: int = 200_000_000


@dataclass(frozen=True, slots=True)
class FileProblem:
    """A file, or one file inside an archive, that could not be opened."""

    file: str
    problem: Problem


@dataclass(slots=True)
class RawTable:
    """Rows with their line numbers; `problems` fills while the rows are read, `cut` tells that the end is missing."""

    file: str
    sheet: str
    rows: Iterator[Row]
    problems: list[Problem] = field(default_factory=list)
    cut: bool = False


FOOTERS = (
    "#",
    "合计",
    "总计",
    "小计",
    "汇总",
    "共计",
    "说明",
    "备注：",
    "备注:",
    "注：",
    "注:",
    "导出时间",
    "total",
    "grand total",
)


def is_footer(cells: Sequence[Cell]) -> bool:
    """This will tell whether a row is a sum, an explanation or a closing line: no order begins like that."""
    for cell in cells:
        if found := text(cell):
            return found.lower().startswith(FOOTERS)
    return False
