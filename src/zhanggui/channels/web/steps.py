"""How far an import is, as the steps that a person goes through."""

from typing import Any

from django.utils.translation import gettext

from zhanggui.channels.vocabulary import ImportState

_AT = {
    ImportState.READING: 1,
    ImportState.READY: 2,
    ImportState.STOPPED: 2,
    ImportState.APPLYING: 3,
    ImportState.APPLIED: 4,
    ImportState.UNDONE: 4,
    ImportState.DISCARDED: 4,
}


def steps(batch: Any) -> list[dict[str, str]]:
    """The four steps of an import; the first is now when there is none yet."""
    now = _AT[ImportState(batch.state)] if batch else 0
    labels = [gettext("Choose files"), gettext("Read"), gettext("Look at the changes"), gettext("Apply the import")]
    return [
        {"label": label, "state": "done" if place < now else "now" if place == now else "next", "url": ""}
        for place, label in enumerate(labels)
    ]
