from django.apps import AppConfig


class ShopsConfig(AppConfig):
    name = "zhanggui.shops"
    default_auto_field = "django.db.models.BigAutoField"
