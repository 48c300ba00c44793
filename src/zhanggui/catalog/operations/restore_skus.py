from zhanggui.catalog.models import Sku
from zhanggui.catalog.queries.goods import visible_to
from zhanggui.catalog.vocabulary import ACTIVE, PRODUCT, RETIRED, SKU_RESTORED
from zhanggui.foundation.actor import Actor
from zhanggui.foundation.event import Fact, record
from zhanggui.foundation.operation import Ids, operation
from zhanggui.foundation.outcome import NOT_FOUND, Outcome, Refusal, settle
from zhanggui.foundation.rows import update_rows
from zhanggui.foundation.words import _

ON_SALE = Refusal("on_sale", _("The SKU is on sale"))


@operation(needs=PRODUCT, title=_("Put back on sale"), of="sku", emits=(SKU_RESTORED,))
def restore_skus(actor: Actor, sku_ids: Ids) -> Outcome:
    """Put retired SKUs back on sale."""
    found = dict(visible_to(actor).filter(pk__any=sku_ids).values_list("id", "active"))
    refused = {sku_id: NOT_FOUND for sku_id in sku_ids if sku_id not in found}
    refused |= {sku_id: ON_SALE for sku_id, active in found.items() if active}
    open_ids = [sku_id for sku_id in found if sku_id not in refused]
    done = update_rows(Sku, open_ids, values={"active": True}, expect={"active": False})
    record(actor, SKU_RESTORED, [Fact(sku_id, RETIRED, ACTIVE) for sku_id in done])
    return settle(sku_ids, done, refused)
