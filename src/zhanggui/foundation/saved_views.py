"""Lists as people like to see them: the state of an address under a name, for oneself or for everybody."""

from django.db.models import Q

from zhanggui.foundation.actor import Actor
from zhanggui.foundation.models import SavedView
from zhanggui.foundation.navigation import Page, pages_of
from zhanggui.foundation.outcome import Invalid, NotFound, Refusal
from zhanggui.foundation.text import storable
from zhanggui.foundation.words import _


def views_on(actor: Actor, page: str) -> list[SavedView]:
    """The actor's own views of a page and those that are shared."""
    mine = Q(person_id=actor.person_id) | Q(shared=True)
    return list(SavedView.objects.filter(mine, page=page).order_by("shared", "name", "id"))


def save_view(actor: Actor, page: str, name: str, query: str, *, shared: bool) -> SavedView:
    """Keep a view; one's own of the same name is replaced. Raises NotFound and Invalid."""
    page_open_to(actor, page)
    name, query = storable(name).strip(), storable(query)
    if not name or len(name) > 40 or len(query) > 1000:
        raise Invalid({"name": Refusal("bad_view", _("Give the view a name of at most 40 characters"))})
    view, _made = SavedView.objects.update_or_create(
        person_id=actor.person_id or 0, page=page, name=name, defaults={"query": query, "shared": shared}
    )
    return view


def delete_view(actor: Actor, view_id: int) -> SavedView:
    """Forget one of the actor's own views. Raises NotFound."""
    view = SavedView.objects.filter(pk=view_id, person_id=actor.person_id or 0).first()
    if view is None:
        raise NotFound
    view.delete()
    return view


def page_open_to(actor: Actor, name: str) -> Page:
    """The page of the navigation, if it is open to the actor. Raises NotFound."""
    for page in pages_of(actor):
        if page.name == name:
            return page
    raise NotFound
