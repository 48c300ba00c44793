import argparse
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils.translation import gettext
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from zhanggui.config.demo.build import build
from zhanggui.config.demo.staff import COLLEAGUES, COMPANY, Staff
from zhanggui.foundation.jobs import scheduled_actor
from zhanggui.foundation.words import _
from zhanggui.org.queries.directory import company_name, is_empty, position_names
from zhanggui.org.queries.lookups import POSITION

# What each post has to show on the first click.
TO_TRY = {
    "owner": _("People, positions and duties"),
    "manager": _("Shops, review rules, routing"),
    "service_lead": _("What is due, what is short"),
    "guide": _("Enter a phone order"),
    "service": _("Short orders, changed addresses"),
    "after_sales": _("Refunds asked"),
    "reviewer": _("Orders to review: lift the holds and approve (A)"),
    "clerk": _("Import orders, make waves, print"),
    "inspector": _("Check parcels before they leave"),
    "logistics": _("Couriers, manifests, day close"),
    "keeper": _("Stock, receipts, returns"),
    "picker": _("Pick (open it on a phone)"),
    "packer": _("Packing table: scan the label, then the goods"),
    "editor": _("Products and unknown listings"),
    "finance": _("Refunds"),
}


HEADINGS = (_("Position"), _("Full name"), _("Account"), _("Password"), _("What to try"))


class Command(BaseCommand):
    help = "Open a living company: made on the first start, served on every one."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="address to listen on (this machine only)")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--workers", type=int, default=1)
        parser.add_argument("--orders", type=int, default=3000, help="about how many orders the company has had")
        parser.add_argument("--reset", action="store_true", help="forget the company and make it anew")
        parser.add_argument("--no-serve", action="store_false", dest="serve", help="only make the company")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make the company unless it is there, then run the house."""
        console = Console(stderr=True)
        call_command("migrate", verbosity=0)
        if options["reset"]:
            if not is_empty() and company_name() != COMPANY:
                raise CommandError(
                    gettext("The company in this database is not the demonstration; nothing was deleted")
                )
            forget_company()
            call_command("migrate", verbosity=0)
        if is_empty():
            staff = _made(console, options["orders"])
            console.print(_passwords(staff))
        if options["serve"]:
            call_command("serve", host=options["host"], port=options["port"], workers=options["workers"])


def forget_company() -> None:
    """Drop this company's schema with all that is in it, and its waiting jobs."""
    schema = connection.ops.quote_name(settings.COMPANY_SCHEMA)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs WHERE queue_name = %s", [settings.COMPANY_SCHEMA])
        cursor.execute(f"DROP SCHEMA IF EXISTS {schema} CASCADE")


def _made(console: Console, orders: int) -> Staff:
    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.completed}/{task.total}"))
    try:
        with Progress(*columns, TimeElapsedColumn(), console=console) as progress:
            return build(orders, _teller(progress))
    except BaseException:
        # Half a company would be taken for a whole one at the next start.
        forget_company()
        raise


def _teller(progress: Progress) -> Callable[[int, int], None]:
    task = progress.add_task(gettext("Three weeks of trade"), total=None)

    def say(done: int, of: int) -> None:
        progress.update(task, completed=done, total=of)

    return say


def _passwords(staff: Staff) -> Table:
    table = Table(title=gettext("Passwords are shown this once"), caption=gettext("Forgotten? zhanggui demo --reset"))
    for heading in HEADINGS:
        table.add_column(gettext(heading), overflow="fold")
    names = _positions()
    for each in COLLEAGUES:
        password = staff.passwords[each.username]
        table.add_row(names[each.position], each.name, each.username, password, gettext(TO_TRY[each.role]))
    return table


def _positions() -> dict[str, str]:
    ids = POSITION.by_code(scheduled_actor("company opened"), [each.position for each in COLLEAGUES])
    names = position_names(ids.values())
    return {code: names[position] for code, position in ids.items()}
