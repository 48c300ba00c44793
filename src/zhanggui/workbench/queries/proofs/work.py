"""Imports and runs: nothing lost, nothing done twice."""

from zhanggui.workbench.queries.proofs.proof import Proof

WORK = (
    Proof(
        "an applied import has made the orders that it counts",
        "SELECT count(*) FROM channels_importbatch WHERE state = 'applied' AND kind = 'orders'",
        """
        SELECT 'import ' || b.id || ': counts ' || b.created || ' new orders, made ' || count(o.id)
        FROM channels_importbatch b LEFT JOIN orders_order o ON o.batch_id = b.id
        WHERE b.state = 'applied' AND b.kind = 'orders' GROUP BY b.id HAVING count(o.id) <> b.created
        """,
    ),
    Proof(
        "a run has a receipt for each record that it has settled",
        "SELECT count(*) FROM foundation_run",
        """
        SELECT 'run ' || r.id || ': ' || r.done + r.refused || ' receipts, '
            || coalesce(sum(cardinality(c.record_ids)), 0) || ' settled'
        FROM foundation_run r LEFT JOIN foundation_runchunk c ON c.run_id = r.id AND c.settled
        GROUP BY r.id HAVING r.done + r.refused <> coalesce(sum(cardinality(c.record_ids)), 0)
            OR r.finished_at IS NOT NULL AND r.done + r.refused <> r.total
        """,
    ),
)
