"""Pages of orders in the navigation."""

from zhanggui.foundation.navigation import Page
from zhanggui.foundation.words import _
from zhanggui.orders.queries.lists import SEEING
from zhanggui.orders.vocabulary import CARRIER, ENTRY, FLAG, PROCESS, REVIEW
from zhanggui.shops.vocabulary import LISTING

DAY = _("Trading day")
SETTINGS = _("Settings")

ORDERS = Page("orders", DAY, _("Orders"), "/orders/", "list-details", needs=(*SEEING, LISTING), rank=100)
ENTER = Page("enter", DAY, _("Enter an order"), "/orders/enter", "phone-plus", needs=(ENTRY,), rank=120)
REVIEW_RULES = Page(
    "review_rules", SETTINGS, _("Review rules"), "/orders/rules/", "shield-check", needs=(PROCESS, REVIEW), rank=820
)
ROUTING = Page("routing", SETTINGS, _("Routing"), "/orders/routing/", "route", needs=(PROCESS,), rank=830)
COURIERS = Page(
    "couriers", SETTINGS, _("Couriers"), "/orders/couriers/", "truck-delivery", needs=(CARRIER, PROCESS), rank=840
)
BLACKLIST = Page("blacklist", SETTINGS, _("Blacklist"), "/orders/blacklist/", "ban", needs=(FLAG,), rank=850)
