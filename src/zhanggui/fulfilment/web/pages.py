"""The floor in the navigation."""

from zhanggui.foundation.navigation import Page
from zhanggui.foundation.words import _
from zhanggui.fulfilment.queries.parcels import FLOOR
from zhanggui.fulfilment.vocabulary import DISPATCH, PICK_PACK, PRINT, PROMISE, RETURNS_IN, WAYBILL
from zhanggui.orders.web.panels import Panel

SHIPPING = _("Shipping")

WAVES = Page("waves", SHIPPING, _("Waves"), "/waves/", "stack-2", needs=(PRINT, PICK_PACK), rank=210)
PACKING = Page("pack", SHIPPING, _("Pack station"), "/pack/", "package", needs=(PICK_PACK,), rank=220)
MANIFESTS = Page("manifests", SHIPPING, _("Manifests"), "/manifests/", "truck-delivery", needs=(DISPATCH,), rank=230)
PARCELS = Page("parcels", SHIPPING, _("Parcels"), "/parcels/", "packages", needs=FLOOR, rank=240)
WAYBILLS = Page("waybills", SHIPPING, _("Waybill numbers"), "/waybills/", "barcode", needs=(WAYBILL,), rank=250)
PUT_BACK = Page("put_back", SHIPPING, _("Put back"), "/put-back/", "arrow-back-up", needs=(PICK_PACK,), rank=260)
RETURNS = Page("returns", SHIPPING, _("Returns"), "/returns/", "package-import", needs=(RETURNS_IN,), rank=270)
DAY = Page("day", SHIPPING, _("Day close"), "/day/", "calendar-check", needs=(PROMISE, DISPATCH), rank=280)

Panel(_("Parcels"), "/parcels/of/{order}", FLOOR, rank=20)
