from collections.abc import Sequence

from zhanggui.foundation.actor import Actor
from zhanggui.foundation.operation import operation
from zhanggui.foundation.outcome import Outcome
from zhanggui.foundation.words import _
from zhanggui.inventory.operations.give_back import give_back
from zhanggui.inventory.queries.locks import lock_allocation_of_claimants
from zhanggui.inventory.vocabulary import STOCK_CHECK


@operation(needs=STOCK_CHECK, title=_("Give the stock of lines back"), internal=True)
def release_causes(actor: Actor, causes: Sequence[tuple[int, int]]) -> Outcome:
    """Give back what lines, (order, line) pairs, claimed; answers like `release_stock`. Two statements."""
    if not causes:
        return Outcome()
    claimants, lines = [cause[0] for cause in causes], [cause[1] for cause in causes]
    lock_allocation_of_claimants(claimants)
    chosen = "(r.claimant_id, r.cause_id) IN (SELECT * FROM unnest(%(claimants)s::bigint[], %(lines)s::bigint[]))"
    return give_back(chosen, {"claimants": claimants, "lines": lines})
