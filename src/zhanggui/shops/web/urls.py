from django.urls import path

from zhanggui.shops.web import listings, shops

urlpatterns = [
    path("shops/", shops.shops, name="shops"),
    path("shops/<int:shop_id>/", shops.shop, name="shop"),
    path("listings/", listings.listings, name="listings"),
    path("listings/count", listings.listings_count, name="listings_count"),
    path("listings/<int:listing_id>/", listings.listing, name="listing"),
    path("listings/<int:listing_id>/map/<int:sku_id>", listings.map_to, name="map_listing"),
]
