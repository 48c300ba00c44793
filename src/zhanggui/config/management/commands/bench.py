"""zhanggui bench trading-day and bench pages: the yardsticks of speed."""

import json
from collections.abc import Mapping
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from rich.console import Console
from rich.table import Table

from zhanggui.config.bench.pages import Measured, measure_pages
from zhanggui.config.bench.trading_day import Day, measure_trading_day


class Command(BaseCommand):
    """Measure on a scratch database of this server: a trading day of N orders against the floor of plain COPYs, or
    the pages of a company that has N orders.
    """

    help = "Measure a trading day of N orders, from an export file to shipped parcels, or the pages beside N orders."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=["trading-day", "pages"])
        parser.add_argument("--orders", type=int, default=10_000)
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        console = Console(stderr=True)
        if options["what"] == "pages":
            self._pages(console, options)
            return
        day = measure_trading_day(
            options["orders"],
            lambda step: console.print(
                f"{step.name:<28}{step.seconds:>9.2f} s {step.orders_per_second:>10,.0f} orders/s"
            ),
        )
        if options["json"]:
            self.stdout.write(json.dumps(day.as_json()))
        else:
            Console().print(_table(day))

    def _pages(self, console: Console, options: Mapping[str, Any]) -> None:
        measured = measure_pages(
            options["orders"],
            lambda step: console.print(f"making {step}"),
            lambda page: console.print(
                f"{page.name:<36}{page.p50_ms:>9.1f} ms {page.p95_ms:>9.1f} ms {page.queries:>4}"
            ),
        )
        if options["json"]:
            self.stdout.write(json.dumps(measured, ensure_ascii=False))
        else:
            Console().print(_pages_table(measured))


def _pages_table(measured: Mapping[str, Any]) -> Table:
    table = Table("page", "p50 ms", "p95 ms", "queries", title=f"{measured['orders']:,} orders")
    for page in (Measured(**each) for each in measured["pages"]):
        table.add_row(page.name, f"{page.p50_ms:.1f}", f"{page.p95_ms:.1f}", str(page.queries))
    return table


def _table(day: Day) -> Table:
    table = Table("step", "seconds", "orders/s", title=f"{day.orders:,} orders, {day.ratio_to_floor} × the floor")
    for step in day.steps:
        table.add_row(step.name, f"{step.seconds:.2f}", f"{step.orders_per_second:,.0f}")
    table.add_section()
    table.add_row("whole", f"{day.whole['seconds']:.2f}", f"{day.whole['orders_per_second']:,.0f}")
    table.add_row("floor", f"{day.floor['seconds']:.2f}", f"{day.floor['rows']:,.0f} rows")
    table.add_row("peak memory", "", f"{day.peak_memory_mb:,} MB")
    return table
