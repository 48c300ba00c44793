"""Somebody was put on the blacklist wrongly, or long enough ago."""

from zhanggui.foundation.actor import Actor
from zhanggui.foundation.event import Fact, record
from zhanggui.foundation.operation import Ids, operation
from zhanggui.foundation.outcome import NOT_FOUND, Outcome
from zhanggui.foundation.words import _
from zhanggui.orders.models import Blacklisted
from zhanggui.orders.vocabulary import BLACKLIST_CLEARED, FLAG


@operation(needs=FLAG, title=_("Take off the blacklist"), of="blacklisted", emits=(BLACKLIST_CLEARED,))
def clear_blacklisted(actor: Actor, entry_ids: Ids) -> Outcome:
    """Serve these receivers again; the event keeps that they once stood there."""
    found = set(Blacklisted.objects.filter(pk__any=entry_ids).values_list("pk", flat=True))
    Blacklisted.objects.filter(pk__any=list(found)).delete()
    record(actor, BLACKLIST_CLEARED, [Fact(pk) for pk in sorted(found)])
    return Outcome(sorted(found), dict.fromkeys(set(entry_ids) - found, NOT_FOUND))
