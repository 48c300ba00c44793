from django.urls import path

from zhanggui.inventory.web import balances, panels, warehouses

urlpatterns = [
    path("stock/", balances.stock, name="stock"),
    path("stock/count", balances.stock_count, name="stock_count"),
    path("stock/stock.xlsx", balances.stock_sheet, name="stock_sheet"),
    path("stock/of/<int:sku_id>", panels.stock_of_sku, name="stock_of_sku"),
    path("stock/<int:balance_id>/", balances.balance, name="balance"),
    path("stock/<int:balance_id>/<str:name>", balances.ask, name="ask_balance"),
    path("warehouses/", warehouses.warehouses, name="warehouses"),
]
