"""A signed-in browser without a window, and the statements that a page takes beside those of the session."""

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from zhanggui.foundation.actor import Actor
from zhanggui.org.models import Person

HTMX = {"HX-Request": "true"}
# Session, account and today's duties are asked for on every page.
OF_THE_SESSION = ("django_session", "org_assignment", '"org_person"."password"')


def browser(actor: Actor) -> Client:
    """A client signed in as the person."""
    client = Client()
    client.force_login(Person.objects.get(pk=actor.person_id), "django.contrib.auth.backends.ModelBackend")
    return client


def statements(client: Client, url: str) -> tuple[str, list[str]]:
    """The page and the statements that it took, without those of the session."""
    with CaptureQueriesContext(connection) as captured:
        text = client.get(url).content.decode()
    said = [query["sql"] for query in captured.captured_queries]
    return text, [sql for sql in said if not any(mark in sql for mark in OF_THE_SESSION)]
