import argparse
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from zhanggui.foundation.jobs import scheduled_actor
from zhanggui.foundation.outcome import Refused
from zhanggui.org.operations.apply_blueprint import BlueprintText, apply_blueprint
from zhanggui.org.operations.hire_people import Newcomer, hire_people
from zhanggui.org.operations.place_people import Placement, place_people
from zhanggui.org.queries.chart import top_position
from zhanggui.org.queries.directory import is_empty
from zhanggui.org.queries.shipped import BRAND_ECOMMERCE, shipped_blueprints, shipped_text


class Command(BaseCommand):
    help = "Open an empty company: apply a blueprint and make its first person, whose password is printed once."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("username", help="small letters and digits")
        parser.add_argument("name", help="the owner's name")
        parser.add_argument("--company", default="", help="what the company calls itself")
        parser.add_argument("--blueprint", default=BRAND_ECOMMERCE, choices=shipped_blueprints())

    def handle(self, *args: Any, **options: Any) -> None:
        """Make the owner; people hire everybody else on the pages."""
        try:
            password = open_company(
                options["username"], options["name"], options["company"], shipped_text(options["blueprint"])
            )
        except Refused as refused:
            raise CommandError(refused.refusal.sentence()) from None
        self.stdout.write(f"{options['username']}  {password}")


@transaction.atomic
def open_company(username: str, name: str, company: str, blueprint: str) -> str:
    """Apply the blueprint and place the owner in its top position; returns the password. Raises Refused."""
    if not is_empty():
        raise CommandError("somebody works here already; people are hired on the page of the people")
    founding = scheduled_actor("createowner")
    apply_blueprint(founding, [BlueprintText(blueprint)], company=company)
    hired = hire_people(founding, [Newcomer(username, name)])
    owner = hired.one()
    place_people(founding, [Placement(owner, top_position())]).one()
    return str(hired.secrets[username])
