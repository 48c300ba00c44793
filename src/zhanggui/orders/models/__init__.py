from zhanggui.orders.models.hold import OrderHold
from zhanggui.orders.models.order import Order, OrderLine, OrderText, Receiver
from zhanggui.orders.models.settings import Blacklisted, Courier, ReviewSetting, RoutingRule

__all__ = [
    "Blacklisted",
    "Courier",
    "Order",
    "OrderHold",
    "OrderLine",
    "OrderText",
    "Receiver",
    "ReviewSetting",
    "RoutingRule",
]
