"""The addresses of the house: every module brings its own, the lowest module's first."""

from django.urls import include, path

from zhanggui.config.stack import parts

urlpatterns = [path("", include(name)) for name in parts("web.urls")]
