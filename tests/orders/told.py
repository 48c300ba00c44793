"""Orders as a platform would tell them, for tests: what a test does not care about has a plain value."""

from datetime import UTC, datetime, timedelta
from zlib import crc32

from zhanggui.orders.rules.external import ExternalLine, ExternalOrder, ExternalReceiver, ExternalStatus

PAID_AT = datetime(2026, 11, 11, 1, 0, tzinfo=UTC)


def told(number: str, *lines: ExternalLine, **facts: object) -> ExternalOrder:
    """A paid order that nothing speaks against; keyword arguments replace single facts."""
    lines = lines or (line(),)
    total = sum(one.amount_fen or 0 for one in lines)
    plain: dict[str, object] = {
        "status": ExternalStatus.TO_SHIP,
        "created_at": PAID_AT - timedelta(minutes=1),
        "paid_at": PAID_AT,
        "total_fen": total,
        "paid_fen": total,
        "buyer_key": f"buyer-{number}",
        "receiver": receiver(number),
        "lines": lines,
    }
    return ExternalOrder(external_no=number, platform="taobao", **{**plain, **facts})  # type: ignore[arg-type]


def line(sku_code: str = "A1", quantity: int = 1, price_fen: int = 5000, **facts: object) -> ExternalLine:
    """One article."""
    return ExternalLine(
        sku_code=sku_code, title=f"商品 {sku_code}", quantity=quantity, price_fen=price_fen,
        amount_fen=price_fen * quantity, **facts,  # type: ignore[arg-type]
    )  # fmt: skip


def receiver(seed: str, **facts: str) -> ExternalReceiver:
    """A receiver of their own for every seed, with a complete address."""
    tail = f"{crc32(seed.encode()) % 100_000_000:08d}"
    plain = {
        "name": f"陈{chr(0x4E00 + int(tail) % 5000)}",
        "phone": f"139{tail}",
        "province": "浙江省",
        "city": "杭州市",
        "district": "西湖区",
        "detail": f"文三路{tail[:3]}号{tail[3:5]}幢{tail[5:]}室",
    }
    return ExternalReceiver(**{**plain, **facts})
