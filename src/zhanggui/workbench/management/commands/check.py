"""zhanggui check: Django's system checks first, then the books."""

import json
from typing import Any

from django.core.management.base import CommandParser
from django.core.management.commands.check import Command as SystemCheck
from django.db import connection

from zhanggui.workbench.queries.books import Finding, as_json, prove_books


class Command(SystemCheck):
    """Check the system, then prove that stock, parcels and events agree; exits 1 when they do not."""

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--json", action="store_true", help="print the proofs as JSON")
        parser.add_argument("--system-only", action="store_true", help="leave the books alone")

    def handle(self, *app_labels: Any, **options: Any) -> None:
        if not options["json"]:
            super().handle(*app_labels, **options)
        if options["system_only"] or app_labels or not _is_migrated():
            return
        findings = list(prove_books())
        self.stdout.write(json.dumps(as_json(findings), ensure_ascii=False) if options["json"] else _told(findings))
        if any(finding.broken for finding in findings):
            raise SystemExit(1)


def _is_migrated() -> bool:
    return "fulfilment_parcel" in connection.introspection.table_names()


def _told(findings: list[Finding]) -> str:
    lines = []
    for finding in findings:
        mark = "✗" if finding.broken else "✓"
        lines.append(f"{mark} {finding.name} ({finding.examined:,})")
        lines += [f"    {row}" for row in finding.broken]
    return "\n".join(lines)
