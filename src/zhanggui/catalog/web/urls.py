from django.urls import path

from zhanggui.catalog.web import goods

urlpatterns = [
    path("goods/", goods.skus, name="skus"),
    path("goods/count", goods.skus_count, name="skus_count"),
    path("goods/<int:sku_id>/", goods.sku, name="sku"),
    path("goods/<int:sku_id>/change", goods.change, name="change_sku"),
]
