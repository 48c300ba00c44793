from django.apps import AppConfig


class WorkbenchConfig(AppConfig):
    name = "zhanggui.workbench"
    default_auto_field = "django.db.models.BigAutoField"
