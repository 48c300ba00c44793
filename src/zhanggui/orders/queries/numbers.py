"""The numbers of orders that the house itself brings in."""

from datetime import date

from zhanggui.orders.models import Order


def next_own_numbers(day: date, count: int) -> list[str]:
    """The next free numbers of the day over all shops, `M20261122-0001`; the caller holds the lock of intake."""
    if not count:
        return []
    prefix = f"M{day:%Y%m%d}-"
    taken = Order.objects.filter(external_no__startswith=prefix).values_list("external_no", flat=True)
    last = max((int(tail) for number in taken if (tail := number.removeprefix(prefix)).isdecimal()), default=0)
    return [f"{prefix}{last + place:04d}" for place in range(1, count + 1)]
