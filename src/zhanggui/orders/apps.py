from django.apps import AppConfig


class OrdersConfig(AppConfig):
    name = "zhanggui.orders"
    default_auto_field = "django.db.models.BigAutoField"
