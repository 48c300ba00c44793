"""The warehouse's paper as PDF: waybill labels, pick lists, packing slips, lists for a platform's print page.

Everything here turns frozen values into a `Paper`; nothing reads the database or the clock.
"""

from zhanggui.fulfilment.web.paper.fonts import missing_glyphs
from zhanggui.fulfilment.web.paper.label import Label, label_sheet, reprint
from zhanggui.fulfilment.web.paper.label_items import LabelItem
from zhanggui.fulfilment.web.paper.order_list import OrderList, OrderNumber, order_list
from zhanggui.fulfilment.web.paper.packing_slip import Slip, SlipSize, packing_slips
from zhanggui.fulfilment.web.paper.pick_list import PickList, pick_list
from zhanggui.fulfilment.web.paper.picking import PickDemand
from zhanggui.fulfilment.web.paper.sheet import Cut, Missing, Paper
from zhanggui.fulfilment.web.paper.slip_rows import SlipLine, SlipOrder

__all__ = [
    "Cut",
    "Label",
    "LabelItem",
    "Missing",
    "OrderList",
    "OrderNumber",
    "Paper",
    "PickDemand",
    "PickList",
    "Slip",
    "SlipLine",
    "SlipOrder",
    "SlipSize",
    "label_sheet",
    "missing_glyphs",
    "order_list",
    "packing_slips",
    "pick_list",
    "reprint",
]
