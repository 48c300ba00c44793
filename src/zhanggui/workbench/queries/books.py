"""The proof that the books are right: set-based SQL over the whole company, read-only, one statement per claim."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.db import connection, transaction

from zhanggui.workbench.queries.proofs.events import EVENTS
from zhanggui.workbench.queries.proofs.parcels import PARCELS
from zhanggui.workbench.queries.proofs.stock import STOCK
from zhanggui.workbench.queries.proofs.work import WORK

PROOFS = (*STOCK, *PARCELS, *WORK, *EVENTS)
MOST_NAMED = 100


class Finding(NamedTuple):
    """What a proof found."""

    name: str
    examined: int
    broken: list[str]


def prove_books() -> Iterator[Finding]:
    """Prove every claim against one snapshot of the database; at most a hundred broken rows are named per claim.

    Inside an open transaction that transaction's own sight is proved, what it has not committed included.
    """
    inside = connection.in_atomic_block
    with transaction.atomic(), connection.cursor() as cursor:
        if not inside:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        for proof in PROOFS:
            cursor.execute(proof.examined)
            examined = cursor.fetchone()[0]
            cursor.execute(f"{proof.broken} LIMIT {MOST_NAMED}")
            yield Finding(proof.name, examined, [row[0] for row in cursor.fetchall()])


def as_json(findings: list[Finding]) -> dict[str, Any]:
    """The answer for machines."""
    checks = [{"name": f.name, "examined": f.examined, "broken": f.broken} for f in findings]
    return {"clean": not any(finding.broken for finding in findings), "checks": checks}
