"""Files, lookups, saved views, the reference, and what stands around every page."""

from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory
from django.views.defaults import server_error
from pytest_django import DjangoAssertNumQueries

from tests.foundation.workshop import MENDER, VISITOR, Piece, pieces
from zhanggui.foundation.files import store_file
from zhanggui.foundation.models import SavedView
from zhanggui.foundation.navigation import MENU, Page, _declared, pages_of
from zhanggui.foundation.web.saved_views import views_of
from zhanggui.foundation.web.shell import Shell

HTMX = {"HX-Request": "true"}


class TestFiles:
    def test_a_file_comes_back_to_its_person_only(self, mender: Client, client_of: Any) -> None:
        content = bytes(range(256)) * 5000
        answer = mender.post("/files", {"file": SimpleUploadedFile("单据 1.pdf", content, "application/pdf")})
        kept = answer.json()
        assert (kept["name"], kept["size"]) == ("单据 1.pdf", len(content))
        back = mender.get(f"/files/{kept['token']}")
        assert b"".join(back.streaming_content) == content
        assert back.headers["Content-Disposition"].startswith("attachment")
        shown = mender.get(f"/files/{kept['token']}?inline")
        assert shown.headers["Content-Disposition"].startswith("inline")
        assert client_of(2).get(f"/files/{kept['token']}").status_code == 404
        assert mender.get(f"/files/{uuid4()}").status_code == 404

    def test_a_page_of_a_stranger_is_never_shown_inline(self, mender: Client) -> None:
        file = store_file("x.html", "text/html", [b"<script>"], 1)
        answer = mender.get(f"/files/{file.token}?inline")
        assert answer.headers["Content-Disposition"].startswith("attachment")

    def test_a_file_of_nobody_is_not_handed_out(self, mender: Client) -> None:
        file = store_file("x.csv", "text/csv", [b"x"])
        assert mender.get(f"/files/{file.token}").status_code == 404

    def test_too_big_and_none_are_refused(self, mender: Client, settings: Any) -> None:
        settings.UPLOAD_LIMIT_BYTES = 10
        assert mender.post("/files", {"file": SimpleUploadedFile("x", b"12345678901")}).status_code == 413
        assert mender.post("/files").status_code == 422


class TestLookup:
    def test_records_within_the_scope_are_found(self, client_of: Any) -> None:
        (mine,) = pieces(1, name="blue vase", shop_id=7)
        pieces(1, name="blue cup", shop_id=8)
        answer = client_of(2).get("/lookup/piece?q=blue")
        assert answer.json() == {"results": [{"id": mine, "text": "blue vase", "detail": ""}]}

    def test_an_unknown_lookup_is_not_there(self, mender: Client) -> None:
        assert mender.get("/lookup/shelf?q=x").status_code == 404


class TestSavedViews:
    def save(self, client: Client, **sent: str) -> Any:
        return client.post("/views/save?page=pieces", {"name": "mine", "query": "state=broken&after=x~1", **sent})

    def test_a_view_keeps_filters_not_the_page(self, mender: Client) -> None:
        assert self.save(mender).headers["Location"] == "/pieces/?state=broken"
        self.save(mender, query="?state=mended")
        assert SavedView.objects.get().query == "state=mended"

    def test_ones_own_and_shared_views_are_shown(self, mender: Client, client_of: Any) -> None:
        self.save(mender)
        self.save(client_of(2), name="all", shared="true")
        self.save(client_of(2), name="secret")
        request: Any = RequestFactory().get("/pieces/?state=broken")
        request.actor = MENDER
        views = views_of(request, "pieces")
        assert [(view["label"], view["shared"], view["active"], bool(view["delete_url"])) for view in views] == [
            ("mine", False, True, True),
            ("all", True, True, False),
        ]

    def test_only_ones_own_view_can_be_deleted(self, mender: Client, client_of: Any) -> None:
        self.save(mender, shared="1")
        view = SavedView.objects.get().pk
        assert client_of(2).post(f"/views/{view}/delete").status_code == 404
        assert mender.post(f"/views/{view}/delete", headers=HTMX).headers["HX-Redirect"] == "/pieces/"
        assert not SavedView.objects.exists()

    def test_a_page_that_is_not_open_has_no_views(self, visitor: Client, mender: Client) -> None:
        assert self.save(visitor).status_code == 404
        assert self.save(mender, name=" ").status_code == 422


class TestShell:
    def test_the_reference_names_operations_rights_holders_and_calls(self, mender: Client) -> None:
        page = mender.get("/reference").content.decode()
        assert "POST /api/v1/operations/mend_pieces" in page
        assert "zhanggui do add_pieces --as USERNAME --rows FILE" in page
        assert "Mei · Mender" in page
        assert "The workshop" in page

    def test_the_navigation_shows_what_duties_open(self, workshop: Any) -> None:
        request: Any = RequestFactory().get("/pieces/12/")
        request.actor = MENDER
        shell = Shell(request)
        (group,) = [group for group in shell.nav if group["label"] == "Workshop"]
        assert group["items"] == [{"label": "Pieces", "url": "/pieces/", "icon": "tool", "count": None, "active": True}]
        assert shell.person == {"name": "Mei", "position": "Position 11"}
        assert {"/runs/", "/reference"} <= {item["url"] for item in shell.menu}
        assert "pieces" not in [page.name for page in pages_of(VISITOR)]

    def test_pages_stand_in_order_of_rank_with_their_counts(self, workshop: Any) -> None:
        try:
            Page("shelves", "Store", "Shelves", "/shelves/", "box", rank=-1, count=lambda actor: 3)
            Page("out", MENU, "Sign out", "/out", "logout", rank=999, post=True)
            request: Any = RequestFactory().get("/")
            request.actor = MENDER
            shell = Shell(request)
            assert shell.nav[0]["label"] == "Store"
            assert shell.nav[0]["items"][0]["count"] == 3
            assert shell.menu[-1]["post"] is True
        finally:
            _declared.pop("shelves")
            _declared.pop("out")

    def test_refusals_of_any_view_are_answered(self, mender: Client) -> None:
        answer = mender.get("/pieces/missing")
        assert answer.status_code == 404
        assert "<html" in answer.content.decode()

    @pytest.mark.parametrize(
        ("path", "status"),
        [
            ("/runs/99999999999999999999999999/", 404),
            ("/lookup/piece?q=%00", 400),
            ("/views/99999999999999999999/delete", 405),
            ("/nowhere", 404),
            ("/files/not-a-token", 404),
        ],
    )
    def test_strange_addresses_are_answered(self, mender: Client, path: str, status: int) -> None:
        assert mender.get(path).status_code == status

    def test_the_last_resort_needs_no_request(self) -> None:
        answer = server_error(RequestFactory().get("/"))
        assert answer.status_code == 500
        assert "<h1>" in answer.content.decode()

    def test_views_know_who_acts(self, mender: Client, visitor: Client) -> None:
        pieces(2)
        assert mender.get("/pieces/").content == b"piece 0 piece 1"
        assert visitor.get("/pieces/").content == b""

    def test_pages_cost_the_same_with_more_records(
        self, mender: Client, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        pieces(1)
        mender.get("/pieces/")
        for count in (0, 30):
            pieces(count)
            # session, person, list
            with django_assert_num_queries(3):
                mender.get("/pieces/")
        assert Piece.objects.count() == 31
