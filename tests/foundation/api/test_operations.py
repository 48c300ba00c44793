"""Programs carry operations out as their person, once per key, and read stable codes."""

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.foundation.workshop import Piece, State, mend_pieces, pieces
from zhanggui.foundation.models import Event, Run
from zhanggui.foundation.operation import RUN_ABOVE
from zhanggui.foundation.runs import advance_run

pytestmark = pytest.mark.usefixtures("bench")
API = "/api/v1"


def call(name: str, body: Any, person: int = 1, **headers: str) -> Any:
    content = body if isinstance(body, str) else json.dumps(body)
    sent = {"Authorization": f"Bearer token-{person}", **{k.replace("_", "-"): v for k, v in headers.items()}}
    return Client().post(f"{API}/operations/{name}", content, content_type="application/json", headers=sent)


def read(path: str, person: int = 1) -> Any:
    return Client().get(f"{API}{path}", headers={"Authorization": f"Bearer token-{person}"})


class TestOperations:
    def test_done_and_refused_are_told_per_record(self) -> None:
        (good,), (glass,) = pieces(1), pieces(1, name="glass")
        answer = call("mend_pieces", {"ids": [good, glass], "arguments": {"note": "x"}})
        assert answer.status_code == 200
        assert answer.json() == {
            "done": [good],
            "refused": {str(glass): {"code": "hopeless", "sentence": "glass cannot be mended"}},
            "result": {},
            "secrets": {},
        }
        assert Event.objects.get(kind="workshop.mended").person_id == 1

    def test_every_record_refused_is_409_and_none_in_range_404(self) -> None:
        (glass,), (elsewhere,) = pieces(1, name="glass"), pieces(1, shop_id=8)
        assert call("mend_pieces", {"ids": [glass]}).status_code == 409
        assert call("mend_pieces", {"ids": [elsewhere]}, person=2).status_code == 404

    def test_without_duty_403_without_token_401(self) -> None:
        (piece,) = pieces(1)
        forbidden = call("mend_pieces", {"ids": [piece]}, person=4)
        assert (forbidden.status_code, forbidden.json()["code"]) == (403, "not_allowed")
        stranger = call("mend_pieces", {"ids": [piece]}, person=99)
        assert (stranger.status_code, stranger.json()["code"]) == (401, "unknown_caller")
        assert Client().post(f"{API}/operations/mend_pieces").status_code == 401
        assert Piece.objects.get(pk=piece).state == State.BROKEN

    def test_a_call_refused_whole_is_409_with_its_code(self) -> None:
        (piece,) = pieces(1)
        answer = call("scrap_pieces", {"ids": [piece], "arguments": {"reason": "broken", "jam": True}}, person=3)
        assert (answer.status_code, answer.json()) == (409, {"code": "jammed", "sentence": "The machine is jammed"})

    @pytest.mark.parametrize(
        ("body", "field"),
        [
            ("{", ""), ("[]", ""), ({}, "ids"), ({"ids": []}, "ids"), ({"ids": ["1"]}, "ids"), ({"ids": [True]}, "ids"),
            ({"ids": [-1]}, "ids"), ({"ids": [2**63]}, "ids"), ({"ids": 1}, "ids"), ({"rows": []}, "ids"),
            ({"ids": [1], "match": {}}, "ids"), ({"ids": [1], "arguments": []}, "arguments"),
            ({"ids": [1], "x": 1}, "x"),
            ({"match": {"listing": "pieces", "query": "", "count": -1}}, "match"), ({"match": 1}, "match"),
            ({"ids": [1], "arguments": {"note": "x" * 21}}, "note"), ({"ids": [1], "arguments": {"x": 1}}, "x"),
        ],
    )  # fmt: skip
    def test_what_cannot_be_read_is_422_and_named(self, body: Any, field: str) -> None:
        answer = call("mend_pieces", body)
        assert answer.status_code == 422
        assert list(answer.json()["fields"]) == [field]

    @pytest.mark.parametrize("other", ["\x00", "\ud800", 2**70, -1, f"#{2**70}", "x" * 10_000, [], {}, None, 1.5])
    def test_strange_references_are_unknown_and_nothing_falls_over(self, other: Any) -> None:
        answer = call("try_everything", {"ids": [1], "arguments": {"other": other, "text": "\x00\ud800"}})
        assert answer.status_code == (200 if other is None else 422)
        assert len(answer.content) < 1000

    def test_rows_are_taken_and_wrong_cells_named(self) -> None:
        rows = [{"name": "vase", "count": 2, "price": 1250}, {"name": "cup", "count": 0}]
        wrong = call("add_pieces", {"rows": rows})
        assert (wrong.status_code, list(wrong.json()["fields"])) == (422, ["2.count"])
        assert call("add_pieces", {"ids": [1]}).status_code == 422
        assert call("add_pieces", {"rows": rows[:1]}).json()["done"] == [Piece.objects.get(name="vase").pk]

    def test_a_key_is_carried_out_once(self) -> None:
        body = {"rows": [{"name": "vase", "count": 2}]}
        first = call("add_pieces", body, Idempotency_Key="abc")
        assert call("add_pieces", body, Idempotency_Key="abc").json() == first.json()
        other = call("add_pieces", {"rows": [{"name": "cup", "count": 2}]}, Idempotency_Key="abc")
        assert (other.status_code, other.json()["code"]) == (422, "key_reused")
        assert Piece.objects.count() == 1
        assert call("add_pieces", body, Idempotency_Key="x" * 81).status_code == 422

    def test_many_become_a_run_to_ask_about(self) -> None:
        ids = pieces(RUN_ABOVE + 1)
        Piece.objects.filter(pk=ids[0]).update(name="glass")
        answer = call("mend_pieces", {"match": {"listing": "pieces", "query": "", "count": len(ids)}})
        run_id = Run.objects.get().pk
        assert (answer.status_code, answer.json()["progress"]) == (202, f"{API}/runs/{run_id}")
        advance_run(run_id)
        told = read(f"/runs/{run_id}").json()
        assert (told["done"], told["refused"], told["total"]) == (RUN_ABOVE, 1, RUN_ABOVE + 1)
        assert told["refusals"] == [
            {
                "id": ids[0],
                "label": "glass",
                "sentence": "glass cannot be mended",
                "position": told["refusals"][0]["position"],
            }
        ]
        assert read(f"/runs/{run_id}", person=2).status_code == 404

    def test_pages_call_with_their_cookie_and_csrf(self, client_of: Any) -> None:
        (piece,) = pieces(1)
        strict = Client(enforce_csrf_checks=True)
        strict.cookies = client_of(1).cookies
        body = json.dumps({"ids": [piece]})
        address = f"{API}/operations/mend_pieces"
        assert strict.post(address, body, content_type="application/json").status_code == 403
        assert client_of(1).post(address, body, content_type="application/json").status_code == 200

    @pytest.mark.parametrize("count", [1, 100])
    def test_any_number_costs_the_same(self, count: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
        ids = pieces(count)
        with django_assert_num_queries(9):
            assert call("mend_pieces", {"ids": ids}).status_code == 200


class TestReads:
    def test_files_are_kept_and_handed_out(self) -> None:
        sent = {"file": SimpleUploadedFile("a.csv", b"a,b")}
        token = Client().post(f"{API}/files", sent, headers={"Authorization": "Bearer token-1"}).json()["token"]
        assert b"".join(read(f"/files/{token}").streaming_content) == b"a,b"
        assert read(f"/files/{token}", person=2).status_code == 404

    def test_events_of_a_record_in_range(self) -> None:
        (piece,) = pieces(1, shop_id=8)
        call("mend_pieces", {"ids": [piece]})
        kinds = [event["kind"] for event in read(f"/events?subject=piece&id={piece}").json()["items"]]
        assert kinds == ["workshop.polished", "workshop.mended"]
        assert read(f"/events?subject=piece&id={piece}", person=2).status_code == 404
        wrong = read("/events?subject=piece&id=x")
        assert (wrong.status_code, wrong.json()["code"]) == (422, "unreadable")

    def test_queues_of_ones_duties_with_their_counts(self) -> None:
        pieces(2, shop_id=7)
        pieces(1, shop_id=8)
        queue = {"name": "pieces_to_mend", "title": "To mend", "page": "/pieces/", "operations": ["mend_pieces"]}
        assert queue | {"count": 2} in read("/queues", person=2).json()["items"]
        assert queue | {"count": 3} in read("/queues").json()["items"]
        assert "pieces_to_mend" not in str(read("/queues", person=4).json())


class TestDocument:
    def test_every_operation_is_described_from_its_kinds(self) -> None:
        document = Client().get(f"{API}/openapi.json").json()
        described = document["paths"][f"{API}/operations/add_pieces"]["post"]
        body = described["requestBody"]["content"]["application/json"]["schema"]
        row = body["properties"]["rows"]["items"]
        assert described["operationId"] == "add_pieces"
        assert described["summary"] == "Add pieces"
        assert row["required"] == ["name", "count"]
        assert row["properties"]["count"] == {"title": "Count", "type": "integer", "minimum": 1, "maximum": 99}
        assert set(described["responses"]) >= {"200", "202", "403", "404", "409", "422"}
        chosen = document["paths"][f"{API}/operations/scrap_pieces"]["post"]["requestBody"]["content"][
            "application/json"
        ]
        reason = chosen["schema"]["properties"]["arguments"]["properties"]["reason"]
        assert reason["enum"] == ["broken", "mended", "scrapped"]

    def test_names_of_routes_are_unique(self) -> None:
        document = Client().get(f"{API}/openapi.json").json()
        names = [route["operationId"] for path in document["paths"].values() for route in path.values()]
        assert len(names) == len(set(names))
        assert mend_pieces.name in names
