from zhanggui.foundation.actor import Actor
from zhanggui.foundation.event import Fact, record
from zhanggui.foundation.operation import Ids, operation
from zhanggui.foundation.outcome import NOT_FOUND, Outcome, settle
from zhanggui.foundation.rows import update_rows
from zhanggui.foundation.words import _
from zhanggui.shops.models import Shop
from zhanggui.shops.queries.shops_seen import visible_to
from zhanggui.shops.vocabulary import CLOSED, OPEN, SHOP_REOPENED, STORE


@operation(needs=STORE, title=_("Open the shop again"), of="shop", emits=(SHOP_REOPENED,))
def reopen_shops(actor: Actor, shop_ids: Ids) -> Outcome:
    """Open closed shop accounts again."""
    found = set(visible_to(actor, STORE).filter(pk__in=shop_ids).values_list("id", flat=True))
    done = update_rows(Shop, list(found), values={"active": True}, expect={"active": False})
    record(actor, SHOP_REOPENED, [Fact(shop_id, CLOSED, OPEN, shop_id) for shop_id in done])
    return settle(shop_ids, done, {shop_id: NOT_FOUND for shop_id in shop_ids if shop_id not in found})
