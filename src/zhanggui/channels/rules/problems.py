"""What can be wrong with a file or a row: a code, the place and the sentence a person reads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from zhanggui.foundation.words import _

__all__ = ["MESSAGES", "Bad", "Problem", "Rejection", "message_of"]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong at a place; `line` 0 means the whole file or text, `column` "" the whole row."""

    line: int
    column: str
    code: str
    params: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rejection:
    """One row (or, with line 0, one file) that was not taken, with its cells as they stood in the file."""

    file: str
    line: int
    column: str
    code: str
    params: Mapping[str, str | int] = field(default_factory=dict)
    raw: tuple[str, ...] = ()
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class Bad:
    """A cell that cannot be read as what its column holds."""

    code: str
    params: Mapping[str, str | int] = field(default_factory=dict)


def message_of(code: str) -> str:
    """This will give the English sentence of a code, to be translated and filled with the params (`%(name)s`)."""
    return MESSAGES[code]


MESSAGES: Mapping[str, str] = {
    # the file
    "file_empty": _("The file is empty."),
    "file_too_big": _("Unpacked, the file would have more than %(limit)s MB; split the export into smaller periods."),
    "zip_suspicious": _("The archive unpacks to %(ratio)s times its size and was not opened."),
    "zip_too_many": _("The archive holds more than %(limit)s files."),
    "zip_nested": _("An archive inside an archive inside an archive is not opened."),
    "zip_broken": _("The archive is damaged or was not downloaded to its end."),
    "zip_encrypted": _("The archive is protected by a password; unpack it first."),
    "workbook_broken": _("The workbook is damaged or was not downloaded to its end."),
    "workbook_encrypted": _("The workbook is protected by a password; save it without one first."),
    "not_text": _("This is not a table: csv, xlsx, xls, ods, an HTML table or a zip of them is expected."),
    "not_decodable": _("The characters of line %(line)s are neither UTF-8 nor GBK nor GB18030; export the file again."),
    "json_broken": _("The JSON text is damaged from line %(line)s on."),
    "quote_unclosed": _(
        "The file ends inside a quoted cell that begins in line %(line)s: it was not saved to its end."
    ),
    "file_cut": _("The last line is not whole: the file was not downloaded to its end."),
    "cell_too_long": _("A cell beginning in line %(line)s never ends; a quotation mark is missing there."),
    "too_many_rows": _("The table has more than %(limit)s rows; split the export into smaller periods."),
    "no_table": _("No header row was found in the first lines."),
    "not_recognised": _("The columns belong to no known platform; map them to import this file."),
    "not_orders": _("This is a %(format)s file, which holds no orders."),
    # the row
    "row_cut": _("The row has %(cells)s cells instead of %(columns)s."),
    "row_too_long": _("The row has %(cells)s cells, more than the %(columns)s columns of its header."),
    "order_no_missing": _("The order number is missing."),
    "order_no_malformed": _("“%(value)s” is not an order number."),
    "order_no_damaged": _("Excel has rounded this order number (%(value)s); export again and do not save it in Excel."),
    "order_twice": _("The order stands already in line %(first)s with other content."),
    "line_twice": _("Line number %(value)s of this order stands already in line %(first)s."),
    "order_incomplete": _("Another row of the same order (line %(first)s) was rejected, so the whole order waits."),
    "order_maybe_cut": _("The file breaks off right after this order, so its last lines may be missing."),
    "status_missing": _("The order state is missing."),
    "status_unknown": _("The order state “%(value)s” is not known."),
    "status_contradiction": _("The rows of this order name states that exclude each other."),
    "formula": _("The cell holds a formula (%(value)s) instead of a value."),
    "money_malformed": _("“%(value)s” is not an amount of money."),
    "money_negative": _("The amount %(value)s must not be negative."),
    "money_absurd": _("The amount %(value)s is beyond any order."),
    "time_malformed": _("“%(value)s” is not a date and time."),
    "time_absurd": _("The year of “%(value)s” cannot be right."),
    "quantity_malformed": _("“%(value)s” is not a number of pieces."),
    "quantity_negative": _("The number of pieces %(value)s must be above zero."),
    "quantity_absurd": _("The number of pieces %(value)s is beyond any order."),
    "text_too_long": _("The text has %(length)s characters; at most %(limit)s fit."),
    "flag_malformed": _("“%(value)s” is neither yes nor no."),
    "left_out": _("Left out by the mapping's rule: %(reason)s."),
    # rows that were taken, with a remark
    "after_sales_unknown": _("The after-sales state “%(value)s” is not known and needs a look."),
    "row_repeated": _("The row repeats line %(first)s and was taken once."),
    "older_state": _("Another file of this import shows a later state of the order; this one was passed over."),
    "goods_unreadable": _("The goods of this order stand in one text that could not be split: “%(value)s”."),
    # the mapping
    "mapping_malformed": _("The mapping cannot be read: %(reason)s."),
    "mapping_field_unknown": _("The mapping names the field “%(value)s”, which does not exist."),
    "mapping_value_unknown": _("“%(value)s” is not allowed for %(name)s."),
    "mapping_field_missing": _("The mapping must name the column of %(value)s."),
    "mapping_column_missing": _("The file has no column “%(value)s”, which the mapping names."),
    "template_malformed": _("The output template cannot be read: %(reason)s."),
}
