from zhanggui.foundation.actor import Actor
from zhanggui.foundation.event import Fact, record
from zhanggui.foundation.operation import Ids, operation
from zhanggui.foundation.outcome import NOT_FOUND, Outcome, settle
from zhanggui.foundation.rows import update_rows
from zhanggui.foundation.words import _
from zhanggui.shops.models import Shop
from zhanggui.shops.queries.shops_seen import visible_to
from zhanggui.shops.vocabulary import CLOSED, OPEN, SHOP_CLOSED, STORE


@operation(
    needs=STORE, title=_("Close the shop"), of="shop", emits=(SHOP_CLOSED,), undone_by="reopen_shops", tone="danger"
)
def close_shops(actor: Actor, shop_ids: Ids) -> Outcome:
    """Close shop accounts: nothing is imported for them any more, what they sold goes on."""
    found = set(visible_to(actor, STORE).filter(pk__in=shop_ids).values_list("id", flat=True))
    done = update_rows(Shop, list(found), values={"active": False}, expect={"active": True})
    record(actor, SHOP_CLOSED, [Fact(shop_id, OPEN, CLOSED, shop_id) for shop_id in done])
    return settle(shop_ids, done, {shop_id: NOT_FOUND for shop_id in shop_ids if shop_id not in found})
