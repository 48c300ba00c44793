"""The words of shops and listings."""

from enum import StrEnum

from zhanggui.foundation.capability import Capability
from zhanggui.foundation.event import EventKind
from zhanggui.foundation.words import _


class Platform(StrEnum):
    """Where a shop lives; the value names the export formats that belong to it."""

    TAOBAO = "taobao"
    JD = "jd"
    PDD = "pdd"
    DOUYIN = "douyin"
    KUAISHOU = "kuaishou"
    XIAOHONGSHU = "xiaohongshu"
    YOUZAN = "youzan"
    WECHAT = "wechat"
    ALIBABA = "1688"
    OTHER = "other"


PLATFORMS = {
    Platform.TAOBAO: _("Taobao / Tmall"),
    Platform.JD: _("JD"),
    Platform.PDD: _("Pinduoduo"),
    Platform.DOUYIN: _("Douyin"),
    Platform.KUAISHOU: _("Kuaishou"),
    Platform.XIAOHONGSHU: _("Xiaohongshu"),
    Platform.YOUZAN: _("Youzan"),
    Platform.WECHAT: _("WeChat shop"),
    Platform.ALIBABA: _("1688"),
    Platform.OTHER: _("Other"),
}


class Allocation(StrEnum):
    """Whether an order that cannot be had whole takes what is there."""

    WHOLE = "whole"
    PARTIAL = "partial"


ALLOCATIONS = {Allocation.WHOLE: _("All or nothing"), Allocation.PARTIAL: _("Take what is there")}

OPEN, CLOSED = "open", "closed"
SHOP_STATES = {OPEN: _("Shop is open"), CLOSED: _("Shop is closed")}

STORE = Capability("channels.store", _("Keep shops and their rules"))
LISTING = Capability("catalog.listing", _("Say which SKU a listing means"))

SHOP_OPENED = EventKind("shops.opened", _("Shop opened"), "shop")
SHOP_CHANGED = EventKind("shops.changed", _("Shop changed"), "shop")
SHOP_CLOSED = EventKind("shops.closed", _("Shop closed"), "shop", "active")
SHOP_REOPENED = EventKind("shops.reopened", _("Shop open again"), "shop", "active")
LISTING_SEEN = EventKind("shops.listing_seen", _("Listing seen for the first time"), "listing")
LISTING_MAPPED = EventKind("shops.listing_mapped", _("Listing mapped to a SKU"), "listing")
