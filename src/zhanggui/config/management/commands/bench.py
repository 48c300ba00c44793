"""zhanggui bench trading-day: the yardstick of speed."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from rich.console import Console
from rich.table import Table

from zhanggui.config.bench.trading_day import Day, measure_trading_day


class Command(BaseCommand):
    """Measure a trading day of N orders on a scratch database of this server, against the floor of plain COPYs."""

    help = "Measure a trading day of N orders, from an export file to shipped parcels."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=["trading-day"])
        parser.add_argument("--orders", type=int, default=10_000)
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        console = Console(stderr=True)
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


def _table(day: Day) -> Table:
    table = Table("step", "seconds", "orders/s", title=f"{day.orders:,} orders, {day.ratio_to_floor} × the floor")
    for step in day.steps:
        table.add_row(step.name, f"{step.seconds:.2f}", f"{step.orders_per_second:,.0f}")
    table.add_section()
    table.add_row("whole", f"{day.whole['seconds']:.2f}", f"{day.whole['orders_per_second']:,.0f}")
    table.add_row("floor", f"{day.floor['seconds']:.2f}", f"{day.floor['rows']:,.0f} rows")
    table.add_row("peak memory", "", f"{day.peak_memory_mb:,} MB")
    return table
