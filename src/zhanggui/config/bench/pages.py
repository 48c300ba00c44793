"""How long the server works on a page when a company is large: asked in this process, by people of real positions."""

import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from itertools import islice
from statistics import quantiles
from typing import Any

from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client

from zhanggui.config.bench.crowd import multiply
from zhanggui.config.bench.scratch import scratch_database
from zhanggui.config.bench.small_day import live_small_day
from zhanggui.config.bench.visits import Visit, visits
from zhanggui.config.demo.house import House

SMALL_DAY = 3000
IN_HOUSE = 20_000
TIMES = 40


@dataclass(frozen=True)
class Measured:
    """One page: half of its answers came within `p50_ms`, all but two of forty within `p95_ms`."""

    name: str
    p50_ms: float
    p95_ms: float
    queries: int


def measure_pages(orders: int, tell: Callable[[str], None], done: Callable[[Measured], None]) -> dict[str, Any]:
    """Make a company with so many orders on a scratch database and visit its pages; the answer for machines."""
    with scratch_database():
        tell("small day")
        house = live_small_day(min(orders, SMALL_DAY))
        multiply(orders, min(IN_HOUSE, orders // 5), tell)
        pages = []
        for page in visit_all(house):
            pages.append(page)
            done(page)
        return {"orders": _count(), "pages": [asdict(page) for page in pages]}


def visit_all(house: House) -> Iterator[Measured]:
    """Visit every page often; the first visit, which reads templates, does not count."""
    clients = {role: _sign_in(actor.person_id) for role, actor in house.actors.items() if actor.person_id}
    for visit in visits(house):
        yield _measure(clients[visit.role], visit)


def _sign_in(person_id: int) -> Client:
    client = Client(headers={"host": "localhost"})
    client.force_login(
        get_user_model()._default_manager.get(pk=person_id), backend="django.contrib.auth.backends.ModelBackend"
    )
    return client


def _measure(client: Client, visit: Visit) -> Measured:
    spent, queries = [], 0
    for address, posted in islice(visit.addresses, TIMES + 1):
        seconds, asked = _ask(client, visit, address, posted)
        spent.append(seconds * 1000)
        queries = max(queries, asked)
    cuts = quantiles(spent[1:], n=20, method="inclusive")
    return Measured(visit.name, round(cuts[9], 1), round(cuts[18], 1), queries)


def _ask(client: Client, visit: Visit, address: str, posted: dict[str, str] | None) -> tuple[float, int]:
    asked = 0

    def counted(execute: Any, *statement: Any) -> Any:
        nonlocal asked
        asked += 1
        return execute(*statement)

    with connection.execute_wrapper(counted):
        began = time.perf_counter()
        answer = client.post(address, posted) if posted is not None else client.get(address)
        seconds = time.perf_counter() - began
    if answer.status_code != 200 or visit.shows not in answer.content.decode():
        raise RuntimeError(f"{visit.name}: {address} answered {answer.status_code} without what it should show")
    return seconds, asked


def _count() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM orders_order")
        return int(cursor.fetchone()[0])
