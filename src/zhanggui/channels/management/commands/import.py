"""`zhanggui import orders FILE… --shop CODE`: what the import page does, for scripts and schedules."""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext

from zhanggui.channels.models import ImportBatch
from zhanggui.channels.operations.apply_imports import apply_imports
from zhanggui.channels.operations.discard_imports import discard_imports
from zhanggui.channels.operations.parse_imports import parse_imports
from zhanggui.channels.operations.read_files import Delivery, read_files
from zhanggui.channels.operations.save_mappings import MappingRow, save_mappings
from zhanggui.channels.queries.imports import mappings
from zhanggui.channels.queries.reasons import explained, rejected_rows, sentence_of
from zhanggui.channels.rules.summary import changes_in_words
from zhanggui.channels.vocabulary import ImportState
from zhanggui.foundation.actor import Actor
from zhanggui.foundation.files import store_file
from zhanggui.foundation.jobs import scheduled_actor
from zhanggui.foundation.outcome import Refused
from zhanggui.foundation.people import actor_for, person_named
from zhanggui.foundation.runs import advance_run
from zhanggui.shops.queries.shops import shop_of_code

LEFT_OUT, REFUSED = 1, 2


class Command(BaseCommand):
    help = (
        "Bring platform files into a shop: every order ends as created, updated, unchanged or rejected. "
        "Ends with 0, with 1 when rows were rejected, with 2 when nothing was done."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("what", choices=["orders"], help="what the files hold; for others see `zhanggui do --list`")
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="csv, xlsx, xls, zip, json")
        parser.add_argument("--shop", required=True, metavar="CODE", help="the shop that the files belong to")
        parser.add_argument("--mapping", metavar="NAME|FILE.yaml", help="how to read a table that no platform made")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen and change nothing")
        parser.add_argument("--json", action="store_true", help="answer for programs")
        parser.add_argument("--as", dest="username", default="", metavar="USERNAME", help="who acts")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read, compare, apply; the process ends when everything is through."""
        actor = _actor(options["username"])
        try:
            batch = _read(actor, options)
            if batch.state == ImportState.READY and not options["dry_run"]:
                batch = _apply(actor, batch)
        except Refused as refused:
            self._refuse(refused.refusal.code, refused.refusal.sentence(), as_json=options["json"])
            sys.exit(REFUSED)
        code = self._say(batch, as_json=options["json"])
        if options["dry_run"]:
            discard_imports(actor, [batch.pk])
        if code:
            sys.exit(code)

    def _say(self, batch: ImportBatch, *, as_json: bool) -> int:
        stopped = sentence_of(batch.problem)
        rejected = explained(list(rejected_rows(batch.pk)))
        counts = {"created": batch.created, "updated": batch.updated, "unchanged": batch.unchanged}
        if as_json:
            rows = [{"file": r.file, "line": r.line, "column": r.column, "reason": r.reason} for r in rejected]
            answer = {**counts, "rejected": rows, **({"stopped": stopped} if stopped else {})}
            self.stdout.write(json.dumps(answer, ensure_ascii=False))
        else:
            self._say_to_people(batch, stopped, rejected)
        return REFUSED if stopped else LEFT_OUT if rejected else 0

    def _say_to_people(self, batch: ImportBatch, stopped: str, rejected: Sequence[Any]) -> None:
        if stopped:
            self.stderr.write(stopped)
            return
        sentence = gettext("{created} new, {updated} changed, {unchanged} unchanged, {rejected} rejected")
        counts = {name: getattr(batch, name) for name in ("created", "updated", "unchanged", "rejected")}
        self.stdout.write(sentence.format(**counts))
        for change in changes_in_words(batch.changes):
            self.stdout.write(f"  {gettext(change.title)} {change.orders}")
        for row in rejected:
            self.stdout.write(f"{row.file}:{row.line} {row.column} {row.reason}")

    def _refuse(self, code: str, sentence: str, *, as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps({"code": code, "sentence": sentence}, ensure_ascii=False))
        else:
            self.stderr.write(sentence)


def _actor(username: str) -> Actor:
    if not username:
        return scheduled_actor("import from the command line")
    person_id = person_named(username)
    if person_id is None:
        raise CommandError(f"nobody signs in as {username}")
    return actor_for(person_id)


def _read(actor: Actor, options: dict[str, Any]) -> ImportBatch:
    shop = shop_of_code(options["shop"])
    if shop is None:
        raise CommandError(f"no shop has the code {options['shop']}")
    missing = next((path for path in options["files"] if not path.is_file()), None)
    if missing is not None:
        raise CommandError(f"there is no file {missing}")
    mapping = _mapping(actor, options["mapping"])
    tokens = tuple(_stored(path, actor) for path in options["files"])
    batch_id = read_files(actor, [Delivery(tokens, shop.id, mapping)]).one()
    # A worker may have begun already: whoever comes second waits and finds it read.
    parse_imports(actor, [batch_id])
    return ImportBatch.objects.get(pk=batch_id)


def _apply(actor: Actor, batch: ImportBatch) -> ImportBatch:
    outcome = apply_imports(actor, [batch.pk])
    outcome.one()
    if "run" in outcome.result:
        advance_run(outcome.result["run"])
    return ImportBatch.objects.get(pk=batch.pk)


def _mapping(actor: Actor, given: str | None) -> int | None:
    if not given:
        return None
    path = Path(given)
    if path.suffix in (".yaml", ".yml"):
        if not path.is_file():
            raise CommandError(f"there is no file {path}")
        return save_mappings(actor, [MappingRow(path.stem[:60], path.read_text("utf-8"))]).one()
    saved = mappings().filter(name=given).first()
    if saved is None:
        raise CommandError(f"no mapping is called {given}")
    return saved.pk


def _stored(path: Path, actor: Actor) -> str:
    with path.open("rb") as content:
        return str(store_file(path.name, "", content, actor.person_id).token)
