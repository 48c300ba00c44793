import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.translation import gettext
from tests.company import Company, hire

from zhanggui.org.models import Person, Token
from zhanggui.org.operations.issue_tokens import NewToken, issue_tokens
from zhanggui.org.queries.actors import actor_of_token

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}


def browser(person_id: int) -> Client:
    client = Client()
    client.force_login(Person.objects.get(pk=person_id), "django.contrib.auth.backends.ModelBackend")
    return client


def test_owner_sees_everybody_with_positions(company: Company) -> None:
    page = browser(company.person("owner")).get("/people/")
    text = page.content.decode()
    assert page.status_code == 200
    assert all(word in text for word in ("沈青", "审单员", "shenqing", "吴昊", "拣货员"))


def test_pages_of_people_are_closed_without_the_duty(company: Company) -> None:
    picker = browser(company.person("picker"))
    owner = company.person("owner")
    pages = ("/people/", "/people/count", "/people/hire", f"/people/{owner}/", f"/people/{owner}/place")
    assert [picker.get(page).status_code for page in pages] == [403] * 5
    assert picker.post(f"/people/{owner}/password").status_code == 403
    assert picker.post("/do/hire_people", {"rows-count": "0"}).status_code == 403


def test_people_beyond_the_range_do_not_exist(company: Company) -> None:
    manager, owner = hire("shopboss", "S1.EC_MANAGER", shops=(1,)), company.person("owner")
    assert manager.person_id is not None
    client = browser(manager.person_id)
    pages = (f"/people/{owner}/", f"/people/{owner}/place", f"/people/{owner}/token", "/people/999999/")
    assert [client.get(page).status_code for page in pages] == [404] * 4
    assert client.post(f"/people/{owner}/password").status_code == 404
    assert "周岚" not in client.get("/people/").content.decode()
    assert client.get("/people/count").content == b"1"


def test_list_costs_the_same_for_one_and_for_many(company: Company) -> None:
    client = browser(company.person("owner"))
    client.get("/people/")
    with CaptureQueriesContext(connection) as few:
        assert client.get("/people/", {"q": "shenqing"}).content.decode().count("data-row") == 1
    with CaptureQueriesContext(connection) as many:
        assert client.get("/people/").content.decode().count("data-row") == 15
    assert len(few) == len(many)


def test_filters_and_count(company: Company) -> None:
    client = browser(company.person("owner"))
    assert client.get("/people/count", {"position": "S1.PICKER"}).content == b"1"
    assert client.get("/people/count", {"q": "沈"}).content == b"1"
    assert client.get("/people/count", {"account": "closed"}).content == b"0"
    assert client.get("/people/count").content == b"15"


def test_person_page_shows_duties_in_their_own_words(company: Company) -> None:
    page = browser(company.person("owner")).get(f"/people/{company.person('picker')}/")
    assert page.status_code == 200
    assert "按波次拣货,发现空架及时更正" in page.content.decode()
    assert gettext(issue_tokens.title) in page.content.decode()


def test_hiring_shows_the_password_once(company: Company) -> None:
    client = browser(company.person("owner"))
    assert "-username" in client.get("/people/hire", headers=HTMX).content.decode()
    rows = {"rows-count": "2", "rows-0-username": "wangfang", "rows-0-name": "王芳", "rows-1-username": "wuhao"}
    answer = client.post("/people/hire", {**rows, "rows-1-name": "吴二"}, headers=HTMX)
    [(username, password)] = answer.context["told"]
    assert username == "wangfang"
    assert len(answer.context["refused"]) == 1
    assert password in answer.content.decode()
    assert Person.objects.get(username="wangfang").check_password(password)


def test_hiring_without_a_name_returns_the_form(company: Company) -> None:
    client = browser(company.person("owner"))
    rows = {"rows-count": "1", "rows-0-username": "wangfang", "rows-0-name": ""}
    answer = client.post("/people/hire", rows, headers=HTMX)
    assert answer.status_code == 422
    assert "wangfang" in answer.content.decode()
    assert not Person.objects.filter(username="wangfang").exists()


def test_place_form_names_the_person(company: Company) -> None:
    picker = company.person("picker")
    page = browser(company.person("owner")).get(f"/people/{picker}/place", headers=HTMX)
    assert page.status_code == 200
    assert "吴昊" in page.content.decode()


def test_everybody_sees_their_own_duties_and_the_chart(company: Company) -> None:
    client = browser(company.person("picker"))
    mine = client.get("/me/")
    assert mine.status_code == 200
    assert "按波次拣货" in mine.content.decode()
    chart = client.get("/positions/")
    assert chart.status_code == 200
    assert "负责淘宝平台订单操作(快递单号录入)" in chart.content.decode()


def test_own_token_is_shown_once(company: Company) -> None:
    picker = company.person("picker")
    client = browser(picker)
    assert client.get(f"/people/{picker}/token", headers=HTMX).status_code == 200
    assert client.post(f"/people/{picker}/token", {"name": ""}, headers=HTMX).status_code == 422
    answer = client.post(f"/people/{picker}/token", {"name": "scanner"}, headers=HTMX)
    [(_name, secret)] = answer.context["told"]
    assert secret in answer.content.decode()
    assert actor_of_token(secret) == company.picker
    assert secret not in client.get("/me/").content.decode()
    assert Token.objects.get().name == "scanner"


def test_interface_for_machines_knows_whose_token_it_is(company: Company) -> None:
    secret = next(iter(issue_tokens(company.picker, [NewToken("scanner")]).secrets.values()))
    caller = Client(headers={"Authorization": f"Bearer {secret}"})
    mine = caller.get("/api/v1/org/me").json()
    assert (mine["name"], mine["assignments"][0]["position"]) == ("吴昊", "S1.PICKER")
    assert caller.get("/api/v1/org/people").status_code == 403
    assert len(caller.get("/api/v1/org/positions").json()["departments"]) == 6
    assert Client().get("/api/v1/org/me").status_code == 401


def test_interface_for_machines_lists_people_in_range(company: Company) -> None:
    secret = next(iter(issue_tokens(company.owner, [NewToken("directory")]).secrets.values()))
    caller = Client(headers={"Authorization": f"Bearer {secret}"})
    people = caller.get("/api/v1/org/people").json()["items"]
    assert len(people) == 15
    picker = caller.get(f"/api/v1/org/people/{company.person('picker')}").json()
    assert picker["duties"][0]["code"] == "S1.PICKER.D01"
    assert caller.get("/api/v1/org/people/999999").status_code == 404
