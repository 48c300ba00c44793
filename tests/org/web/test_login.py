import pytest
import time_machine
from django.test import Client
from tests.company import Company

from zhanggui.foundation import clock
from zhanggui.org.operations.deactivate_people import deactivate_people
from zhanggui.org.operations.reset_passwords import reset_passwords

pytestmark = pytest.mark.django_db


def log_in(client: Client, password: str, username: str = "wuhao", **more: str) -> int:
    return client.post("/login", {"username": username, "password": password, **more}).status_code


def signed_in(client: Client) -> bool:
    return client.get("/me/").status_code == 200


def test_page_is_open_to_strangers_and_everything_else_is_not(client: Client, company: Company) -> None:
    assert client.get("/login").status_code == 200
    for page in ("/me/", "/people/", "/positions/", "/me/password"):
        answer = client.get(page)
        assert (answer.status_code, answer["Location"]) == (302, f"/login?next={page}")


def test_right_password_opens_the_page_that_was_asked_for(client: Client, company: Company) -> None:
    answer = client.post("/login", {"username": "wuhao", "password": company.staff.passwords["wuhao"], "next": "/me/"})
    assert (answer.status_code, answer["Location"]) == (302, "/me/")
    assert signed_in(client)


def test_address_of_another_house_is_not_followed(client: Client, company: Company) -> None:
    password = company.staff.passwords["wuhao"]
    answer = client.post("/login", {"username": "wuhao", "password": password, "next": "https://example.org/"})
    assert answer["Location"] == "/"


def test_wrong_password_says_so_and_never_who_exists(client: Client, company: Company) -> None:
    known = client.post("/login", {"username": "wuhao", "password": "wrong"})
    unknown = client.post("/login", {"username": "nobody", "password": "wrong"})
    sentences = [list(answer.context["form"].non_field_errors()) for answer in (known, unknown)]
    assert sentences[0] == sentences[1]
    assert sentences[0]
    assert not signed_in(client)


def test_too_many_wrong_passwords_lock_the_login_for_a_while(client: Client, company: Company) -> None:
    password = company.staff.passwords["wuhao"]
    with time_machine.travel(clock.now(), tick=False) as moment:
        assert [log_in(client, "wrong") for _ in range(8)] == [200] * 7 + [429]
        moment.shift(300)
        locked = client.post("/login", {"username": "wuhao", "password": password})
        assert locked.status_code == 429
        assert "10" in locked.context["locked"]
        assert log_in(client, company.staff.passwords["sunmei"], "sunmei") == 302
        client.post("/logout")
        moment.shift(601)
        assert log_in(client, password) == 302


def test_logging_out_is_a_post(client: Client, company: Company) -> None:
    log_in(client, company.staff.passwords["wuhao"])
    assert client.get("/logout").status_code == 405
    assert client.post("/logout").status_code == 302
    assert not signed_in(client)


def test_closed_account_is_out_at_once(client: Client, company: Company) -> None:
    log_in(client, company.staff.passwords["wuhao"])
    deactivate_people(company.owner, [company.person("picker")])
    assert not signed_in(client)
    assert log_in(client, company.staff.passwords["wuhao"]) == 200


def test_reset_password_ends_open_sessions(client: Client, company: Company) -> None:
    log_in(client, company.staff.passwords["wuhao"])
    reset_passwords(company.owner, [company.person("picker")])
    assert not signed_in(client)


def test_changing_the_password_keeps_this_session_and_ends_the_others(client: Client, company: Company) -> None:
    other = Client()
    old, new = company.staff.passwords["wuhao"], "xkcd-9931-long"
    assert log_in(client, old) == log_in(other, old) == 302
    typed = {"old_password": "wrong", "new_password1": new, "new_password2": new}
    assert client.post("/me/password", typed).status_code == 422
    assert client.post("/me/password", {**typed, "old_password": old}).status_code == 302
    assert signed_in(client)
    assert not signed_in(other)
    assert log_in(other, old) == 200
    assert log_in(other, new) == 302
