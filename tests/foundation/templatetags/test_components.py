"""The components of the shared look: every kind of field, and nothing that the content policy would stop."""

import re
from types import SimpleNamespace
from typing import Any

import pytest
from django.http import HttpRequest
from django.template import engines
from django.template.loader import get_template
from django.test import RequestFactory
from django_cotton.compiler_regex import CottonCompiler

FIELDS: list[dict[str, Any]] = [
    {"kind": "text", "name": "receiver", "label": "Receiver", "value": "<刘>", "required": True},
    {"kind": "textarea", "name": "address", "label": "Address", "errors": ["no house number"]},
    {"kind": "choice", "name": "shop", "label": "Shop", "choices": [(1, "Tmall"), (2, "C")], "value": "2"},
    {
        "kind": "multiple",
        "name": "holds",
        "label": "Holds",
        "choices": [("a", "A"), ("b", "B")],
        "value": ["b"],
    },
    {"kind": "money", "name": "paid", "label": "Paid", "value": 12800},
    {"kind": "integer", "name": "quantity", "label": "Quantity", "value": 0, "minimum": 0},
    {"kind": "date", "name": "day", "label": "Day", "value": "2026-11-22"},
    {"kind": "datetime", "name": "due", "label": "Due"},
    {"kind": "switch", "name": "urgent", "label": "Urgent", "value": True},
    {"kind": "file", "name": "file", "label": "File", "upload-url": "/upload"},
    {"kind": "lookup", "name": "sku", "label": "SKU", "url": "/skus", "value": 7, "shown": "JR-1"},
    {"kind": "hidden", "name": "version", "value": 3},
    {
        "kind": "rows",
        "name": "counts",
        "label": "Counts",
        "columns": [
            {"name": "sku", "label": "SKU", "kind": "text"},
            {"name": "quantity", "label": "Quantity"},
        ],
        "rows": [{"sku": "JR-1", "quantity": -1, "errors": {"quantity": "below zero"}}],
    },
]


def asked(address: str) -> HttpRequest:
    """A request whose surroundings are known without a database."""
    request = RequestFactory().get(address)
    person = {"name": "王芳", "position": "物流跟单"}
    request.shell = SimpleNamespace(company="家蕊洁具", person=person, nav=[], menu=[], search_url="")  # type: ignore[attr-defined]
    return request


def drawn(source: str, **context: Any) -> str:
    """Draw a template as a page of the address `/orders/?shop=1`."""
    template = engines["django"].from_string(CottonCompiler().process(source))
    return template.render(context, asked("/orders/?shop=1"))


@pytest.fixture(scope="module")
def form() -> str:
    return drawn('<c-form action="/do" :fields="fields" :ids="ids" />', fields=FIELDS, ids=[5, 6])


def test_a_form_posts_what_it_was_opened_for(form: str) -> None:
    assert re.findall(r'name="ids" value="(\d)"', form) == ["5", "6"]
    assert re.search(r'name="csrfmiddlewaretoken" value="\w{20,}"', form)


def test_each_kind_of_field_shows_its_value(form: str) -> None:
    assert 'value="&lt;刘&gt;"' in form
    assert re.search(r'<option value="2" selected>', form)
    assert re.search(r'name="holds" value="b" checked', form)
    assert 'value="128.00"' in form
    assert re.search(r'min="0" value="0"', form)
    assert re.search(r'name="urgent" value="1" checked', form)
    assert re.search(r'name="sku" value="7"', form)
    assert 'name="sku-text" value="JR-1"' in form
    assert 'name="counts-0-quantity" value="-1"' in form
    assert "below zero" in form
    assert "no house number" in form


def test_a_list_knows_its_address_and_its_whole_size() -> None:
    page = drawn(
        '<c-table id="orders" :total="total" unit="单" next="?after=9"><c-slot name="operations">'
        '<c-button key="a" post="/do/approve" tone="primary">Approve</c-button></c-slot>'
        '<c-slot name="head"><c-th sort="due">Due</c-th></c-slot>'
        "<tr data-row>{% pick 7 'No 7' %}<td>x</td></tr></c-table>",
        total=4812,
    )
    assert 'name="match" value="shop=1"' in page
    assert 'hx-get="/orders/?shop=1"' in page
    assert 'data-total="4812"' in page
    assert "999+" in page
    assert 'data-key="a"' in page
    assert 'href="?shop=1&amp;sort=due"' in page
    assert 'name="ids" value="7"' in page


SHELLS = ("ui/base.html", "ui/bare.html", "ui/card.html")


@pytest.mark.parametrize("name", SHELLS)
def test_pages_hold_nothing_that_the_content_policy_forbids(name: str, form: str) -> None:
    page = get_template(name).render({}, asked("/")) + form
    assert not re.search(r"\sstyle=", page)
    assert not re.search(r"<style", page)
    assert not re.search(r"\son\w+=", page)
    assert "hx-on" not in page
    assert "js:" not in page
    assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", page))
