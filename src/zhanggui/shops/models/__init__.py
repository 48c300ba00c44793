from zhanggui.shops.models.shop import Listing, Shop

__all__ = ["Listing", "Shop"]
