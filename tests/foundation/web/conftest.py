from typing import Any

import pytest
from django.apps import apps
from django.test import Client

from tests.foundation.workshop import people


@pytest.fixture(autouse=True)
def _addresses(settings: Any) -> None:
    settings.ROOT_URLCONF = "tests.foundation.web.urls"
    settings.AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]


@pytest.fixture
def client_of(bench: Any) -> Any:
    """A browser in which one of the workshop's people is signed in."""

    def sign_in(person_id: int) -> Client:
        person = apps.get_model("org.Person")
        who, _made = person.objects.get_or_create(
            pk=person_id, defaults={"username": f"person{person_id}", "name": people[person_id].name}
        )
        client = Client()
        client.force_login(who)
        return client

    return sign_in


@pytest.fixture
def mender(client_of: Any) -> Client:
    return client_of(1)


@pytest.fixture
def visitor(client_of: Any) -> Client:
    return client_of(4)
