"""Buttons and dialogs of operations: what they send, and what the page gets back."""

import json
import re
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from python_calamine import CalamineWorkbook

from tests.foundation.workshop import MENDER, VISITOR, Piece, State, pieces
from zhanggui.foundation.models import Run
from zhanggui.foundation.operation import RUN_ABOVE
from zhanggui.foundation.outcome import Outcome
from zhanggui.foundation.registry import carry_out
from zhanggui.foundation.runs import advance_run
from zhanggui.foundation.sheets import write_sheet
from zhanggui.foundation.web import answers
from zhanggui.foundation.web.buttons import buttons_for

HTMX = {"HX-Request": "true"}


def events_of(answer: Any) -> dict[str, Any]:
    return json.loads(answer.headers["HX-Trigger"])


def state(piece: int) -> str:
    return Piece.objects.get(pk=piece).state


class TestPosting:
    def test_done_is_a_toast_that_offers_to_undo(self, mender: Client) -> None:
        ids = pieces(2)
        answer = mender.post("/do/mend_pieces", {"ids": ids}, headers=HTMX)
        assert answer.status_code == 204
        said = events_of(answer)
        assert said.keys() == {"ui:toast", "ui:close", "ui:changed"}
        assert said["ui:toast"]["undo"].startswith("/do/break_pieces?ids=")
        assert mender.post(said["ui:toast"]["undo"], headers=HTMX).status_code == 204
        assert [state(piece) for piece in ids] == [State.BROKEN, State.BROKEN]

    def test_what_was_left_alone_is_listed_with_name_page_and_reason(self, mender: Client) -> None:
        (good,), (glass,) = pieces(1), pieces(1, name="glass")
        answer = mender.post("/do/mend_pieces", {"ids": [good, glass, 999_999]}, headers=HTMX)
        assert answer.status_code == 200
        page = answer.content.decode()
        assert f'<a href="/pieces/{glass}/">glass</a>' in page
        assert "glass cannot be mended" in page
        assert "#999999" in page
        assert f"/do/break_pieces?ids={good}" in page
        assert "ui:changed" in events_of(answer)

    def test_without_a_duty_nothing_happens(self, visitor: Client) -> None:
        (piece,) = pieces(1)
        answer = visitor.post("/do/mend_pieces", {"ids": [piece]}, headers=HTMX)
        assert answer.status_code == 403
        assert state(piece) == State.BROKEN
        assert visitor.get("/do/mend_pieces/form", headers=HTMX).status_code == 403
        assert visitor.post("/do/mend_pieces", {"ids": [piece]}).status_code == 403

    def test_a_stranger_is_asked_to_sign_in(self, bench: Any) -> None:
        (piece,) = pieces(1)
        answer = Client().post("/do/mend_pieces", {"ids": [piece]})
        assert answer.status_code == 302
        assert answer.headers["Location"].startswith("/login")
        assert Client().post("/do/mend_pieces", {"ids": [piece]}, headers=HTMX).status_code == 401
        assert state(piece) == State.BROKEN

    def test_unknown_operations_and_numbers_are_not_there(self, mender: Client) -> None:
        assert mender.post("/do/melt_pieces", {"ids": [1]}).status_code == 404
        assert mender.post("/do/mend_pieces", {"ids": ["one"]}).status_code == 404
        assert mender.get("/do/mend_pieces").status_code == 405

    def test_choosing_nothing_is_said_and_leaves_the_page_as_it_is(self, mender: Client) -> None:
        answer = mender.post("/do/mend_pieces", headers=HTMX)
        assert answer.status_code == 422
        assert answer.headers["HX-Reswap"] == "none"
        assert events_of(answer)["ui:toast"]["tone"] == "danger"

    def test_without_htmx_one_is_sent_back_with_a_message(self, mender: Client) -> None:
        (piece,) = pieces(1)
        answer = mender.post("/do/mend_pieces", {"ids": [piece], "next": "/pieces/"})
        assert (answer.status_code, answer.headers["Location"]) == (302, "/pieces/")
        elsewhere = mender.post("/do/break_pieces", {"ids": [piece], "next": "https://elsewhere.example/"})
        assert elsewhere.headers["Location"] == "/"

    def test_csrf_is_asked_for(self, client_of: Any) -> None:
        client_of(1)
        strict = Client(enforce_csrf_checks=True)
        strict.cookies = client_of(1).cookies
        assert strict.post("/do/mend_pieces", {"ids": pieces(1)}).status_code == 403


class TestMatching:
    def test_all_that_match_are_done(self, mender: Client) -> None:
        pieces(3)
        sent = {"all": "1", "match": "state=broken", "count": "3", "ids": []}
        assert mender.post("/do/mend_pieces?listing=pieces", sent, headers=HTMX).status_code == 204
        assert Piece.objects.filter(state=State.MENDED).count() == 3

    def test_another_number_is_said(self, mender: Client) -> None:
        pieces(3)
        sent = {"all": "1", "match": "", "count": "2"}
        answer = mender.post("/do/mend_pieces?listing=pieces", sent, headers=HTMX)
        assert answer.status_code == 409
        assert "3" in events_of(answer)["ui:toast"]["text"]
        assert mender.post("/do/mend_pieces?listing=shelves", sent, headers=HTMX).status_code == 404

    def test_many_become_a_run_with_progress_and_receipt(self, mender: Client, client_of: Any) -> None:
        ids = pieces(RUN_ABOVE + 1)
        Piece.objects.filter(pk=ids[0]).update(name="glass")
        sent = {"all": "1", "match": "", "count": str(len(ids))}
        answer = mender.post("/do/mend_pieces?listing=pieces", sent, headers=HTMX)
        run_id = Run.objects.get().pk
        assert answer.status_code == 202
        assert f"/runs/{run_id}/progress" in answer.content.decode()
        assert "HX-Trigger" not in mender.get(f"/runs/{run_id}/progress", headers=HTMX).headers
        advance_run(run_id)
        polled = mender.get(f"/runs/{run_id}/progress", headers=HTMX)
        assert "every 1s" not in polled.content.decode()
        assert "ui:changed" in events_of(polled)
        assert "glass cannot be mended" in mender.get(f"/runs/{run_id}/").content.decode()
        assert "/runs/" in mender.get("/runs/").content.decode()
        sheet = CalamineWorkbook.from_filelike(BytesIO(mender.get(f"/runs/{run_id}/receipt.xlsx").content))
        assert sheet.get_sheet_by_index(0).to_python()[1] == ["glass", ids[0], "glass cannot be mended"]
        for path in ("", "progress", "receipt.xlsx"):
            assert client_of(2).get(f"/runs/{run_id}/{path}").status_code == 404


class TestForm:
    def test_the_dialog_names_the_duty_and_keeps_the_selection(self, mender: Client) -> None:
        first, second = pieces(2)
        page = mender.get(f"/do/mend_pieces/form?ids={first}&ids={second}", headers=HTMX).content.decode()
        assert "Answers for workshop.mend" in page
        assert f'name="ids" value="{first}"' in page
        assert f'name="ids" value="{second}"' in page
        assert re.search(r'name="key" value="[0-9a-f]{32}"', page)
        assert "<html" not in page

    def test_all_that_match_travel_through_the_form(self, mender: Client) -> None:
        page = mender.get("/do/mend_pieces/form?all=1&match=state%3Dbroken&count=7&listing=pieces", headers=HTMX)
        for name, value in (("all", "1"), ("match", "state=broken"), ("count", "7"), ("listing", "pieces")):
            assert f'name="{name}" value="{value}"' in page.content.decode()

    def test_every_kind_of_field_is_drawn_and_read_back(self, mender: Client, monkeypatch: pytest.MonkeyPatch) -> None:
        (piece, other) = pieces(2)
        page = mender.get(f"/do/try_everything/form?ids={piece}").content.decode()
        for name in ("text", "amount", "day", "other", "file"):
            assert f'name="{name}"' in page or f'data-name="{name}"' in page
        assert "<html" in page
        assert "as before</textarea>" in page
        assert 'value="piece 0"' in page
        typed = {
            "ids": piece, "from_form": "1", "text": "hello", "amount": "12.5", "day": "2026-11-11", "other": other,
            "others-count": "1", "others-0-member": other, "parts-count": "2", "parts-0-name": "vase",
            "parts-0-count": "2", "parts-0-price": "3.00", "parts-0-like-text": "piece 1", "parts-4-name": "cup",
            "parts-4-count": "1", "parts-5-name": "",
        }  # fmt: skip
        outcomes: list[Outcome] = []
        monkeypatch.setattr(answers, "carry_out", lambda *a, **k: outcomes.append(carry_out(*a, **k)) or outcomes[-1])
        assert mender.post("/do/try_everything", typed, headers=HTMX).status_code == 204
        assert outcomes[0].result == {
            "text": "hello", "amount": 1250, "day": "2026-11-11", "other": other, "others": [other], "loud": False,
            "parts": [["vase", 2, 300, other], ["cup", 1, 0, None]],
        }  # fmt: skip

    def test_what_was_typed_wrongly_comes_back_in_the_form(self, mender: Client) -> None:
        (piece,) = pieces(1)
        sent = {"ids": piece, "from_form": "1", "note": "a note that is much too long", "key": "k"}
        answer = mender.post("/do/mend_pieces", sent, headers=HTMX)
        page = answer.content.decode()
        assert answer.status_code == 422
        assert "a note that is much too long" in page
        assert 'id="error-note"' in page
        assert f'name="ids" value="{piece}"' in page
        assert state(piece) == State.BROKEN

    def test_keys_of_any_length_are_kept(self, mender: Client) -> None:
        for key in ("x" * 500, "\x00"):
            sent = {"rows-count": "1", "rows-0-name": "vase", "rows-0-count": "1", "key": key}
            assert mender.post("/do/add_pieces", sent, headers=HTMX).status_code == 204
            assert mender.post("/do/add_pieces", sent, headers=HTMX).status_code == 204
        assert Piece.objects.count() == 2

    def test_a_refused_call_is_said_on_top_of_the_form(self, client_of: Any) -> None:
        (piece,) = pieces(1)
        sent = {"ids": piece, "from_form": "1", "reason": "broken", "jam": "1"}
        answer = client_of(3).post("/do/scrap_pieces", sent, headers=HTMX)
        assert answer.status_code == 422
        assert "The machine is jammed" in answer.content.decode()

    def test_a_form_that_is_sent_twice_counts_once(self, mender: Client) -> None:
        sent = {"rows-count": "1", "rows-0-name": "vase", "rows-0-count": "1", "from_form": "1", "key": "once"}
        for _press in range(2):
            assert mender.post("/do/add_pieces", sent, headers=HTMX).status_code == 204
        assert Piece.objects.count() == 1


class TestRows:
    def test_rows_are_typed_and_wrong_cells_are_named(self, mender: Client) -> None:
        sent = {"from_form": "1", "rows-count": "3", "rows-0-name": "vase", "rows-0-count": "1", "rows-1-name": "",
                "rows-2-name": "cup", "rows-2-count": "0"}  # fmt: skip
        answer = mender.post("/do/add_pieces", sent, headers=HTMX)
        assert answer.status_code == 422
        assert answer.content.decode().count("has-error") == 1
        assert not Piece.objects.exists()
        assert (
            mender.post("/do/add_pieces", {**sent, "rows-2-count": "5", "shop": "7"}, headers=HTMX).status_code == 204
        )
        assert list(Piece.objects.order_by("id").values_list("name", "count", "shop_id")) == [
            ("vase", 1, 7),
            ("cup", 5, 7),
        ]

    def test_a_sheet_by_its_own_template_is_taken(self, mender: Client) -> None:
        template = mender.get("/do/add_pieces/template.xlsx")
        header = CalamineWorkbook.from_filelike(BytesIO(template.content)).get_sheet_by_index(0).to_python()[0]
        assert header == ["Name", "Count", "Price", "Like"]
        (like,) = pieces(1, name="cup")
        filled = write_sheet("x", header, [["vase", 3, 12.5, "cup"], ["6901234567892"[:10], 1, "", ""]])
        token = upload(mender, "pieces.xlsx", filled)
        assert (
            mender.post(
                "/do/add_pieces", {"from_form": "1", "rows-count": "0", "sheet": token}, headers=HTMX
            ).status_code
            == 204
        )
        assert list(Piece.objects.exclude(pk=like).order_by("id").values_list("name", "count")) == [
            ("vase", 3),
            ("6901234567", 1),
        ]

    def test_csv_of_a_chinese_excel_is_taken(self, mender: Client) -> None:
        token = upload(mender, "pieces.csv", "name,count\n花瓶,2\n\n".encode("gb18030"))
        assert mender.post("/do/add_pieces", {"sheet": token}, headers=HTMX).status_code == 204
        assert Piece.objects.get().name == "花瓶"

    @pytest.mark.parametrize("content", [b"colour,size\nred,2\n", b"PK\x03\x04 no book at all"])
    def test_a_file_that_is_no_such_table_is_refused_in_words(self, mender: Client, content: bytes) -> None:
        answer = mender.post("/do/add_pieces", {"sheet": upload(mender, "x.csv", content)}, headers=HTMX)
        assert answer.status_code == 422
        assert events_of(answer)["ui:toast"]["text"]
        assert not Piece.objects.exists()

    def test_somebody_elses_file_is_not_there(self, mender: Client, client_of: Any) -> None:
        token = upload(client_of(2), "x.csv", b"name,count\nvase,1\n")
        assert mender.post("/do/add_pieces", {"sheet": token}, headers=HTMX).status_code == 404

    def test_no_rows_are_refused(self, mender: Client) -> None:
        assert mender.post("/do/add_pieces", {"rows-count": "1", "rows-0-name": ""}, headers=HTMX).status_code == 422
        assert mender.get("/do/mend_pieces/template.xlsx").status_code == 404


def test_buttons_post_at_once_or_ask_first(workshop: Any) -> None:
    mend, broken = buttons_for(MENDER, "piece", listing="pieces")
    assert (mend["dialog"], mend["key"]) == ("/do/mend_pieces/form?listing=pieces", "M")
    assert broken["post"] == "/do/break_pieces?listing=pieces"
    (single,) = buttons_for(MENDER, "piece", names=["break_pieces", "scrap_pieces"], ids=[5])
    assert single["post"] == "/do/break_pieces?ids=5"
    assert single["single"] is True
    assert buttons_for(VISITOR, "piece") == []


def upload(client: Client, name: str, content: bytes) -> str:
    answer = client.post("/files", {"file": SimpleUploadedFile(name, content)})
    assert answer.status_code == 200
    return answer.json()["token"]
