from zhanggui.catalog.models import Sku
from zhanggui.catalog.queries.goods import parts_in_use, visible_to
from zhanggui.catalog.vocabulary import ACTIVE, PRODUCT, RETIRED, SKU_RETIRED
from zhanggui.foundation.actor import Actor
from zhanggui.foundation.event import Fact, record
from zhanggui.foundation.operation import Ids, operation
from zhanggui.foundation.outcome import NOT_FOUND, Outcome, Refusal, settle
from zhanggui.foundation.rows import update_rows
from zhanggui.foundation.words import _

IN_A_BUNDLE = Refusal("in_a_bundle", _("A bundle on sale holds this SKU; change the bundle first"))
NOT_ON_SALE = Refusal("not_on_sale", _("The SKU is not on sale any more"))


@operation(
    needs=PRODUCT,
    title=_("Retire"),
    of="sku",
    emits=(SKU_RETIRED,),
    undone_by="restore_skus",
    key="R",
    tone="danger",
)
def retire_skus(actor: Actor, sku_ids: Ids) -> Outcome:
    """Take SKUs off sale: no listing maps to them by itself any more, what lies in the warehouse stays."""
    found = dict(visible_to(actor).filter(pk__any=sku_ids).values_list("id", "active"))
    used = parts_in_use(found.keys())
    refused = {sku_id: NOT_FOUND for sku_id in sku_ids if sku_id not in found}
    refused |= {sku_id: NOT_ON_SALE for sku_id, active in found.items() if not active}
    refused |= {sku_id: IN_A_BUNDLE for sku_id in used if sku_id not in refused}
    open_ids = [sku_id for sku_id in found if sku_id not in refused]
    done = update_rows(Sku, open_ids, values={"active": False}, expect={"active": True})
    record(actor, SKU_RETIRED, [Fact(sku_id, ACTIVE, RETIRED) for sku_id in done])
    return settle(sku_ids, done, refused)
