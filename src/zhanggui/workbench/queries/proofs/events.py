"""Every change has its event, and every event somebody who was allowed or something that caused it."""

from zhanggui.workbench.queries.proofs.proof import Proof


def _state(subject: str, table: str, column: str, axis: str, first: str, shown: str = "") -> Proof:
    """The state of each subject is what its last event along the axis says, or the first state while there is none.

    `shown` is the SQL of the state on a row `t`, where it is not simply the column.
    """
    value = shown or f"t.{column}"
    return Proof(
        f"every change of {table}.{column} has its event",
        f"SELECT count(*) FROM {table}",
        f"""
        SELECT '{subject} ' || t.id || ': {column} is ' || {value} || ', events say ' || coalesce(e.state, '{first}')
        FROM {table} t LEFT JOIN LATERAL (
            SELECT CASE WHEN e.axis = '{axis}' THEN e.after ELSE e.data->>'{axis}' END AS state
            FROM foundation_event e
            WHERE e.subject_kind = '{subject}' AND e.subject_id = t.id
              AND (e.axis = '{axis}' AND e.after <> '' OR e.data ? '{axis}')
            ORDER BY e.recorded_at DESC, e.id DESC LIMIT 1
        ) e ON true
        WHERE coalesce(e.state, '{first}') <> {value}
        """,
    )


EVENTS = (
    _state("order", "orders_order", "review", "review", "waiting"),
    _state("order", "orders_order", "payment", "payment", "paid"),
    _state("order", "orders_order", "after_sales", "after_sales", "none"),
    _state("order", "orders_order", "fulfilment", "fulfilment", "open"),
    _state("parcel", "fulfilment_parcel", "state", "parcel", "waiting"),
    _state("wave", "fulfilment_wave", "state", "wave", "open"),
    _state(
        "manifest",
        "fulfilment_manifest",
        "closed_at",
        "manifest",
        "open",
        "CASE WHEN t.closed_at IS NULL THEN 'open' ELSE 'closed' END",
    ),
    _state("import", "channels_importbatch", "state", "import", "reading"),
    Proof(
        "events of an order or a parcel follow one another",
        "SELECT count(*) FROM foundation_event WHERE subject_kind IN ('order', 'parcel') AND axis <> ''",
        """
        SELECT 'event ' || id || ' of ' || subject_kind || ' ' || subject_id || ': ' || axis || ' was ' || before
            || ', the event before left it at ' || previous
        FROM (
            SELECT id, subject_kind, subject_id, axis, before, told, lag(after) OVER (
                PARTITION BY subject_kind, subject_id, axis ORDER BY recorded_at, id) AS previous
            FROM (
                SELECT id, recorded_at, subject_kind, subject_id, axis, before, after, true AS told
                FROM foundation_event WHERE axis IN ('review', 'payment', 'after_sales', 'fulfilment', 'parcel')
                UNION ALL
                SELECT e.id, e.recorded_at, e.subject_kind, e.subject_id, d.key, '', d.value, false
                FROM foundation_event e CROSS JOIN LATERAL jsonb_each_text(e.data) d
                WHERE e.subject_kind = 'order' AND d.key <> e.axis
                    AND d.key IN ('review', 'payment', 'after_sales', 'fulfilment')
            ) said WHERE after <> ''
        ) story WHERE told AND before <> '' AND previous <> before
        """,
    ),
    Proof(
        "every event of a person happened under a duty that they held",
        "SELECT count(*) FROM foundation_event WHERE person_id IS NOT NULL",
        """
        SELECT 'event ' || e.id || ' (' || e.kind || '): person ' || e.person_id || ' did not hold that duty'
        FROM foundation_event e
        LEFT JOIN org_assignment a ON a.id = e.assignment_id AND a.person_id = e.person_id
            AND a.position_id = e.position_id
            AND (e.recorded_at AT TIME ZONE 'Asia/Shanghai')::date
                BETWEEN a.starts_on AND coalesce(a.ends_on, 'infinity')
        LEFT JOIN org_duty d ON d.id = e.duty_id AND d.position_id = a.position_id
            AND e.recorded_at >= d.since AND (d.until IS NULL OR e.recorded_at <= d.until)
        WHERE e.person_id IS NOT NULL AND (a.id IS NULL OR d.id IS NULL)
        """,
    ),
    Proof(
        "every event of the system has a cause that exists",
        "SELECT count(*) FROM foundation_event WHERE person_id IS NULL",
        """
        SELECT 'event ' || e.id || ' (' || e.kind || '): no cause' FROM foundation_event e
        LEFT JOIN foundation_cause c ON c.id = e.cause_id WHERE e.person_id IS NULL AND c.id IS NULL
        """,
    ),
    Proof(
        "no row lies outside its month",
        "SELECT (SELECT count(*) FROM foundation_event) + (SELECT count(*) FROM inventory_move)",
        """
        SELECT 'event ' || id || ': recorded ' || recorded_at || ' outside every month' FROM foundation_event_rest
        UNION ALL
        SELECT 'move ' || id || ': recorded ' || recorded_at || ' outside every month' FROM inventory_move_rest
        """,
    ),
)
