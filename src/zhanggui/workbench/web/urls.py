from django.urls import path

from zhanggui.workbench.web import home, numbers, search

urlpatterns = [
    path("", home.home, name="home"),
    path("numbers/", numbers.numbers, name="numbers"),
    path("numbers/<slug:name>/", numbers.number, name="number"),
    path("search", search.search, name="search"),
]
