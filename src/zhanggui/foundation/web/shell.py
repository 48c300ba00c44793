"""What stands around every page: the company, the person, the navigation."""

from functools import cached_property, partial
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext

from zhanggui.foundation.navigation import MENU, Page, pages_of
from zhanggui.foundation.people import company_name, position_names


def shell(request: Any) -> dict[str, Any]:
    """The context of every page; nothing is asked for before a template shows it, and then once per request."""
    around = request.shell = getattr(request, "shell", None) or Shell(request)
    return {name: SimpleLazyObject(partial(getattr, around, name)) for name in NAMES}


class Shell:
    """The surroundings of one request's page."""

    def __init__(self, request: Any) -> None:
        self._request = request
        self._actor = request.actor

    @cached_property
    def company(self) -> str:
        """What the company calls itself."""
        return company_name()

    @cached_property
    def person(self) -> dict[str, str]:
        """Name and main position of the person."""
        held = sorted(self._actor.grants, key=lambda grant: (not grant.main, grant.assignment_id))
        position = position_names([held[0].position_id]).get(held[0].position_id, "") if held else ""
        return {"name": self._actor.name, "position": position}

    @cached_property
    def nav(self) -> list[dict[str, Any]]:
        """Groups of pages in the order of their first page."""
        groups: dict[str, list[dict[str, Any]]] = {}
        for page in self._pages:
            if page.group != MENU:
                groups.setdefault(page.group, []).append(self._entry(page))
        return [{"label": gettext(label) if label else "", "items": items} for label, items in groups.items()]

    @cached_property
    def menu(self) -> list[dict[str, Any]]:
        """What stands behind the person's face."""
        return [{**self._entry(page), "post": page.post} for page in self._pages if page.group == MENU]

    @cached_property
    def search_url(self) -> str:
        """Where the search field asks; empty where no module searches."""
        try:
            return reverse("search")
        except NoReverseMatch:
            return ""

    @cached_property
    def _pages(self) -> list[Page]:
        return pages_of(self._actor) if self._actor.person_id else []

    @cached_property
    def _here(self) -> str:
        path = self._request.path
        within = [page.url for page in self._pages if path == page.url or path.startswith(page.url.rstrip("/") + "/")]
        return max(within, key=len, default="")

    def _entry(self, page: Page) -> dict[str, Any]:
        return {
            "label": gettext(page.title),
            "url": page.url,
            "icon": page.icon,
            "count": page.count(self._actor) if page.count else None,
            "active": page.url == self._here,
        }


NAMES = ("company", "person", "nav", "menu", "search_url")
