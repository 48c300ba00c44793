"""The kernel's addresses, those of the interface for machines among them."""

from django.urls import path

from zhanggui.foundation.api import api
from zhanggui.foundation.web import saved_views, views

urlpatterns = [
    path("do/<slug:name>", views.operation, name="operation"),
    path("do/<slug:name>/form", views.operation_form, name="operation_form"),
    path("do/<slug:name>/template.xlsx", views.operation_sheet, name="operation_sheet"),
    path("runs/", views.runs, name="runs"),
    path("runs/<int:run_id>/", views.run, name="run"),
    path("runs/<int:run_id>/progress", views.run_progress, name="run_progress"),
    path("runs/<int:run_id>/receipt.xlsx", views.run_receipt, name="run_receipt"),
    path("files", views.files, name="files"),
    path("files/<uuid:token>", views.file, name="file"),
    path("lookup/<slug:name>", views.lookup, name="lookup"),
    path("views/save", saved_views.save, name="save_view"),
    path("views/<int:view_id>/delete", saved_views.delete, name="delete_view"),
    path("reference", views.reference, name="reference"),
    path("api/v1/", api.urls),
]
