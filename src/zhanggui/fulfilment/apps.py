from django.apps import AppConfig


class FulfilmentConfig(AppConfig):
    name = "zhanggui.fulfilment"
    default_auto_field = "django.db.models.BigAutoField"
