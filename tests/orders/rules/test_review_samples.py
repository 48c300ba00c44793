"""The orders of the sample exports get exactly the review tags that their truth file names."""

import json
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from zhanggui.orders.rules.review import default_settings, evaluate
from zhanggui.orders.rules.review_values import ReviewFacts, ReviewLine, ReviewOrder, sightings

SAMPLES = Path(__file__).parents[4] / "shared" / "data" / "export-format-samples" / "expected.json"
SHANGHAI = ZoneInfo("Asia/Shanghai")

# Tags of the truth file and the rule that must raise them; every other rule must stay silent on these orders.
RULE_OF_TAG = {"phone_invalid": "phone_invalid", "address_incomplete": "address_incomplete"}


def sample_files():
    if not SAMPLES.exists():
        return {}
    files = json.loads(SAMPLES.read_text(encoding="utf-8"))["files"]
    return {name: file["orders_detail"] for name, file in files.items() if "orders_detail" in file}


def fen(text):
    return int(Decimal(text) * 100)


def instant(text):
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI) if text else None


def review_order(number, sample):
    receiver = sample["receiver"]
    lines = tuple(
        ReviewLine(at, at + 1, entry["qty"], fen(entry["amount"]), entry["sku"], entry["title"])
        for at, entry in enumerate(sample["lines"])
    )
    return ReviewOrder(
        order_id=number,
        shop_id=1,
        created_at=instant(sample["created"]),
        lines=lines,
        name=receiver["name"],
        phone=receiver["phone"],
        province=receiver["province"],
        city=receiver["city"],
        district=receiver["district"],
        detail=receiver["detail"],
        receiver_key=number,
        phone_key=receiver["phone"],
        address_key=receiver["district"] + receiver["detail"],
        name_key=receiver["name"],
        buyer_key=f"buyer {number}",
        payable_fen=fen(sample["total"]),
        paid_fen=fen(sample["paid"]),
        paid_at=instant(sample["paid_at"]),
    )


@pytest.mark.skipif(not SAMPLES.exists(), reason="reference data export-format-samples is not beside the project")
def test_sample_files_hold_tagged_orders():
    files = sample_files()
    assert len(files) == 11
    assert {tag for orders in files.values() for sample in orders for tag in sample["review"]} >= set(RULE_OF_TAG)


@pytest.mark.parametrize("name", sample_files())
def test_review_tags_come_out_exactly(name):
    samples = sample_files()[name]
    orders = [review_order(number, sample) for number, sample in enumerate(samples)]
    facts = ReviewFacts(by_phone=sightings(orders, "phone_key"), by_address=sightings(orders, "address_key"))
    verdicts = evaluate(orders, default_settings(), facts)
    for sample, verdict in zip(samples, verdicts, strict=True):
        expected = {RULE_OF_TAG[tag] for tag in sample["review"] if not tag.endswith("_is_fine")}
        assert {hit.code for hit in verdict.held} == expected, sample["order_no"]


@pytest.mark.parametrize("name", sample_files())
def test_unseparated_address_gives_the_same_tags(name):
    samples = sample_files()[name]
    orders = []
    for number, sample in enumerate(samples):
        parts = sample["receiver"]
        whole = parts["province"] + parts["city"] + parts["district"] + parts["detail"]
        flat = {**parts, "province": "", "city": "", "district": "", "detail": whole}
        orders.append(review_order(number, {**sample, "receiver": flat}))
    verdicts = evaluate(orders, default_settings(), ReviewFacts())
    for sample, verdict in zip(samples, verdicts, strict=True):
        assert {hit.code for hit in verdict.held} == {RULE_OF_TAG[tag] for tag in sample["review"]}
