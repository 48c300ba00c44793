"""Platforms are told what was shipped: one batch-ship file per shop."""

import io
import zipfile
from collections.abc import Sequence
from typing import Annotated, NamedTuple

from zhanggui.channels.queries.reporting import Reportable, reportable_parcels
from zhanggui.channels.rules.ship_file import ship_file
from zhanggui.channels.vocabulary import SHIP_FILE_WRITTEN, WRITEBACK
from zhanggui.foundation import clock
from zhanggui.foundation.actor import Actor
from zhanggui.foundation.event import Fact, record
from zhanggui.foundation.fields import Flag
from zhanggui.foundation.files import store_file
from zhanggui.foundation.operation import Ids, operation
from zhanggui.foundation.outcome import NOT_FOUND, Outcome, Refusal
from zhanggui.foundation.words import _
from zhanggui.fulfilment.operations.mark_reported import Reported, mark_reported
from zhanggui.fulfilment.vocabulary import ReportState
from zhanggui.shops.queries.shops_seen import visible_to

type FailedToo = Annotated[bool, Flag(_("Those that failed too"))]

NOTHING = Refusal("nothing_to_report", _("Nothing was shipped that the platform does not know of"))


@operation(needs=WRITEBACK, title=_("Write the shipping file"), of="shop", emits=(SHIP_FILE_WRITTEN,), bulk=False)
def write_ship_files(actor: Actor, shop_ids: Ids, *, failed_too: FailedToo = False) -> Outcome:
    """Write what was shipped and not reported yet into each shop's file; `result` names the file, a zip of several."""
    reach = set(visible_to(actor, WRITEBACK).filter(pk__in=shop_ids).values_list("pk", flat=True))
    waiting = reportable_parcels(sorted(reach), failed_too)
    refused = {shop: NOTHING if shop in reach else NOT_FOUND for shop in shop_ids if shop not in waiting}
    files = {shop: _write(actor, found) for shop, found in waiting.items()}
    mark_reported(actor.delegate(), [
        Reported(parcel, ReportState.IN_FILE, file_id=files[shop].file_id)
        for shop, found in waiting.items()
        for parcel in found.parcels
    ])  # fmt: skip
    record(actor, SHIP_FILE_WRITTEN, [
        Fact(shop, shop_id=shop, data={"file": file.file_id, "parcels": len(waiting[shop].parcels)})
        for shop, file in files.items()
    ])  # fmt: skip
    return Outcome(list(files), refused, _result(actor, list(files.values())))


class Written(NamedTuple):
    """A stored file and what is in it."""

    file_id: int
    token: str
    name: str
    content: bytes


def _write(actor: Actor, found: Reportable) -> Written:
    made = ship_file(found.platform, found.template, found.rows)
    return _stored(actor, f"{found.code}-{_moment()}.{made.extension}", made.media_type, made.content)


def _result(actor: Actor, files: Sequence[Written]) -> dict[str, object]:
    if not files:
        return {}
    return {"file": files[0].token if len(files) == 1 else _together(actor, files).token}


def _together(actor: Actor, files: Sequence[Written]) -> Written:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in files:
            archive.writestr(file.name, file.content)
    return _stored(actor, f"{_moment()}.zip", "application/zip", buffer.getvalue())


def _stored(actor: Actor, name: str, media_type: str, content: bytes) -> Written:
    file = store_file(name, media_type, [content], actor.person_id)
    return Written(file.pk, str(file.token), name, content)


def _moment() -> str:
    return f"{clock.now().astimezone(clock.SHANGHAI):%Y%m%d-%H%M%S}"
