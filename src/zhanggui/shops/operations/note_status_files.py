"""A shop's platform has shown how its orders stand: the gate before shipping looks at how long ago that was."""

from collections.abc import Mapping
from datetime import datetime

from zhanggui.foundation.actor import Actor
from zhanggui.foundation.operation import operation
from zhanggui.foundation.outcome import Outcome
from zhanggui.foundation.rows import Each, update_rows
from zhanggui.foundation.words import _
from zhanggui.shops.models import Shop
from zhanggui.shops.vocabulary import STORE


@operation(needs=STORE, title=_("Note the newest status file"), of="shop", internal=True)
def note_status_files(actor: Actor, newest: Mapping[int, datetime]) -> Outcome:
    """Keep when each shop's newest status file came; an older one changes nothing. No event: a file is no change."""
    done = update_rows(
        Shop,
        list(newest),
        values={"status_at": Each(newest.values())},
        # A shop without any file yet compares as unknown, which would keep its first one out.
        unless='coalesce(t.status_at >= u."to_status_at", false)',
    )
    return Outcome(done)
