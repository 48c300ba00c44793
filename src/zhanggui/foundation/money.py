"""Money is a whole number of fen. Floats never touch it."""

import re
from decimal import Decimal

_AMOUNT = re.compile(r"[+-]?(\d{1,15}(\.\d{0,20})?|\.\d{1,20})")
_DECORATION = re.compile(r"[¥￥,，\s元]")


def yuan(fen: int) -> str:
    """Write fen the way people read money: `123456` is `¥1,234.56`."""
    sign = "-" if fen < 0 else ""
    return f"{sign}¥{abs(fen) // 100:,}.{abs(fen) % 100:02d}"


def fen(text: str) -> int:
    """Read `¥1,234.56`, `12.3` or `12元` as fen. Raises ValueError for anything else, fractions of a fen included."""
    bare = _DECORATION.sub("", text)
    # Checked first: `1e999999` would be a number of a million digits.
    if not _AMOUNT.fullmatch(bare):
        raise ValueError(f"not an amount of money: {text!r}")
    amount = Decimal(bare) * 100
    whole = int(amount)
    if amount != whole:
        raise ValueError(f"finer than a fen: {text!r}")
    return whole
