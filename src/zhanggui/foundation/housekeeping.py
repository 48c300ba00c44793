"""What the kernel does every night: months to come are made ready, what need not be kept longer goes."""

from datetime import timedelta

from zhanggui.foundation import clock
from zhanggui.foundation.actor import Actor
from zhanggui.foundation.jobs import every
from zhanggui.foundation.models import RequestKey
from zhanggui.foundation.partitions import ensure_partitions

KEYS_KEPT = timedelta(days=7)


@every("10 3 * * *", "foundation.partitions")
def make_months(actor: Actor) -> None:
    """Make the partitions of the months to come."""
    ensure_partitions()


@every("20 3 * * *", "foundation.keys")
def forget_keys(actor: Actor) -> None:
    """Forget the answers to requests that nobody will press again."""
    RequestKey.objects.filter(created_at__lt=clock.now() - KEYS_KEPT).delete()
