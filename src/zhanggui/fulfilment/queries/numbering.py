"""The numbers of waves and manifests, counted anew every day."""

from django.db import connection

from zhanggui.foundation import clock
from zhanggui.fulfilment.models import Manifest, Wave
from zhanggui.fulfilment.queries.locks import lock_numbering
from zhanggui.fulfilment.rules.numbers import daily_numbers


def next_numbers(model: type[Wave] | type[Manifest], count: int) -> list[str]:
    """The next numbers of today, W1122-01 or M1122-01; nobody else gets them before this transaction ends."""
    letter, day = ("W" if model is Wave else "M"), clock.today()
    lock_numbering(letter)
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT number FROM "{model._meta.db_table}" WHERE number LIKE %s', [f"{letter}{day:%m%d}-%"])
        taken = [row[0] for row in cursor.fetchall()]
    return daily_numbers(letter, day, taken, count)
