from collections.abc import Sequence

from zhanggui.foundation.actor import Actor
from zhanggui.foundation.operation import operation
from zhanggui.foundation.outcome import Outcome
from zhanggui.foundation.words import _
from zhanggui.inventory.operations.give_back import give_back
from zhanggui.inventory.queries.locks import lock_allocation_of_claimants
from zhanggui.inventory.vocabulary import STOCK_CHECK


@operation(needs=STOCK_CHECK, title=_("Give reserved stock back"), internal=True)
def release_stock(actor: Actor, claimant_ids: Sequence[int]) -> Outcome:
    """Give back all that these orders claimed; two statements.

    Done are the orders that had something; `result["freed"]` lists [warehouse, SKU, pieces].
    """
    if not claimant_ids:
        return Outcome()
    lock_allocation_of_claimants(claimant_ids)
    return give_back("r.claimant_id = ANY(%(claimants)s::bigint[])", {"claimants": list(claimant_ids)})
