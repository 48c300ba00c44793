from django.urls import path

from zhanggui.orders.web import changes, entry, order, orders, settings

urlpatterns = [
    path("orders/", orders.orders, name="orders"),
    path("orders/count", orders.orders_count, name="orders_count"),
    path("orders/liftable", changes.liftable, name="liftable_holds"),
    path("orders/enter", entry.enter, name="enter_order"),
    path("orders/enter/split", entry.split, name="split_entry"),
    path("orders/<int:order_id>/", order.order, name="order"),
    path("orders/<int:order_id>/aside", order.aside, name="order_aside"),
    path("orders/<int:order_id>/receiver", order.receiver, name="order_receiver"),
    path("orders/<int:order_id>/address", changes.address, name="order_address"),
    path("orders/<int:order_id>/address/split", changes.split_address, name="split_order_address"),
    path("orders/<int:order_id>/lines", changes.lines, name="order_lines"),
    path("orders/rules/", settings.rules, name="review_rules"),
    path("orders/rules/<slug:code>/", settings.rule, name="review_rule"),
    path("orders/rules/<slug:code>/change", settings.change_rule, name="change_review_rule"),
    path("orders/routing/", settings.routing, name="routing_rules"),
    path("orders/routing/change", settings.change_routing, name="change_routing_rules"),
    path("orders/routing/set", settings.set_routing, name="set_routing"),
    path("orders/couriers/", settings.couriers, name="couriers"),
    path("orders/couriers/change", settings.change_couriers, name="change_couriers"),
    path("orders/blacklist/", settings.blacklist, name="blacklist"),
]
