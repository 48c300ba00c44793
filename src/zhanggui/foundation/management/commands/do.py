import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext

from zhanggui.foundation.actor import Actor
from zhanggui.foundation.fields import FileToken, Flag, Kind, Refs, Rows
from zhanggui.foundation.files import store_file
from zhanggui.foundation.operation import Operation, offered_operations
from zhanggui.foundation.outcome import Invalid, Outcome, Refused
from zhanggui.foundation.people import actor_for, person_named
from zhanggui.foundation.receipts import refused_lines
from zhanggui.foundation.reference import command, summary
from zhanggui.foundation.registry import carry_out
from zhanggui.foundation.sheets import rows_of_sheet


class Command(BaseCommand):
    help = "Carry an operation out on records: the same as the button and the endpoint. `do --list` names them all."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--list", action="store_true", help="name every operation")
        parser.add_argument("operation", nargs="?", help="name of the operation")
        parser.add_argument("arguments", nargs=argparse.REMAINDER, help="--ids 1,2 --as USERNAME, and what it needs")

    def handle(self, *args: Any, **options: Any) -> None:
        """Carry the operation out; ends with 1 when a record was left alone, with 2 when the call was refused."""
        if options["list"] or not options["operation"]:
            self._list()
            return
        operation = offered_operations().get(options["operation"])
        if operation is None:
            raise CommandError(f"no operation is called {options['operation']}; see `zhanggui do --list`")
        given = _parser(operation).parse_args(options["arguments"])
        try:
            outcome, actor = _carry_out(operation, given)
        except Refused as refused:
            self._refuse(refused, as_json=given.json)
            sys.exit(2)
        self._say(operation, actor, outcome, as_json=given.json)
        if outcome.refused:
            sys.exit(1)

    def _list(self) -> None:
        for operation in sorted(offered_operations().values(), key=lambda op: (op.module, op.name)):
            self.stdout.write(f"{operation.name:32} {gettext(operation.title)}  [{operation.needs.name}]")
            self.stdout.write(f"    {command(operation)}")

    def _say(self, operation: Operation[Any], actor: Actor, outcome: Outcome, *, as_json: bool) -> None:
        lines = refused_lines(actor, operation, outcome.refused)
        if as_json:
            refused = {
                str(line["id"]): {"code": outcome.refused[line["id"]].code, "sentence": line["sentence"]}
                for line in lines
            }
            self.stdout.write(
                json.dumps(
                    {
                        "done": list(outcome.done),
                        "refused": refused,
                        "result": dict(outcome.result),
                        "secrets": dict(outcome.secrets),
                    }
                )
            )
            return
        if "run" in outcome.result:
            self.stdout.write(gettext("Carried out in the background: /runs/{run}/").format(run=outcome.result["run"]))
            return
        said = gettext("{title}: {count} done").format(title=gettext(operation.title), count=len(outcome.done))
        self.stdout.write(said)
        for line in lines:
            self.stdout.write(f"{line['label']}: {line['sentence']}")

    def _refuse(self, refused: Refused, *, as_json: bool) -> None:
        fields = refused.fields if isinstance(refused, Invalid) else {"": refused.refusal}
        if as_json:
            named = {name: {"code": each.code, "sentence": each.sentence()} for name, each in fields.items()}
            body = {"code": refused.refusal.code, "sentence": refused.refusal.sentence(), "fields": named}
            self.stdout.write(json.dumps(body))
            return
        for name, refusal in fields.items():
            self.stderr.write(f"{name}: {refusal.sentence()}" if name else refusal.sentence())


def _parser(operation: Operation[Any]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog=f"zhanggui do {operation.name}", description=summary(operation))
    parser.add_argument("--as", dest="username", required=True, metavar="USERNAME", help="who acts")
    parser.add_argument("--key", default="", help="the same key is carried out once")
    parser.add_argument("--json", action="store_true", help="answer for programs")
    if operation.rows:
        columns = ", ".join(operation.rows.columns)
        parser.add_argument(
            "--rows", required=True, type=Path, metavar="FILE", help=f"xlsx, csv or json with {columns}"
        )
    else:
        parser.add_argument("--ids", required=True, help="numbers of the records, with commas")
    for name, kind in operation.parameters.items():
        needed = name not in operation.defaults
        parser.add_argument(
            f"--{name.replace('_', '-')}",
            dest=f"value_{name}",
            required=needed,
            help=gettext(kind.label),
            **_shape(kind),
        )
    return parser


def _shape(kind: Kind) -> dict[str, Any]:
    if isinstance(kind, Flag):
        return {"nargs": "?", "const": "1"}
    return {"metavar": "FILE" if isinstance(kind, FileToken | Rows) else "VALUE"}


def _carry_out(operation: Operation[Any], given: argparse.Namespace) -> tuple[Outcome, Actor]:
    person_id = person_named(given.username)
    if person_id is None:
        raise CommandError(f"nobody signs in as {given.username}")
    actor = actor_for(person_id)
    records: Any = _rows(operation.rows, given.rows, actor) if operation.rows else _ids(given.ids)
    values = {name: getattr(given, f"value_{name}") for name in operation.parameters}
    arguments = {
        name: _argument(operation.parameters[name], value, actor) for name, value in values.items() if value is not None
    }
    return carry_out(actor, operation, records, arguments, key=given.key), actor


def _ids(text: str) -> list[int]:
    members = [member.strip() for member in text.split(",") if member.strip()]
    if not members or not all(member.isdecimal() for member in members):
        raise CommandError("--ids takes numbers with commas")
    return list(dict.fromkeys(map(int, members)))


def _argument(kind: Kind, text: str, actor: Actor) -> Any:
    if isinstance(kind, Rows):
        return _rows(kind, Path(text), actor)
    if isinstance(kind, FileToken):
        return ",".join(str(_stored(Path(name), actor).token) for name in text.split(","))
    return text.split(",") if isinstance(kind, Refs) else text


def _rows(kind: Rows, path: Path, actor: Actor) -> Sequence[Mapping[str, Any]]:
    if path.suffix == ".json":
        rows: Sequence[Mapping[str, Any]] = json.loads(path.read_text())
        return rows
    return rows_of_sheet(kind, _stored(path, actor))


def _stored(path: Path, actor: Actor) -> Any:
    if not path.is_file():
        raise CommandError(f"there is no file {path}")
    with path.open("rb") as content:
        return store_file(path.name, "", content, actor.person_id)
