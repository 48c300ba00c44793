from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from django.apps import apps
from django.db import connection
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState

from zhanggui.foundation.models import Event
from zhanggui.foundation.partitions import ensure_partitions, monthly_tables, partition_of, rest_of
from zhanggui.foundation.rows import copy_rows, draw_ids

pytestmark = pytest.mark.django_db


def event_at(moment: datetime) -> None:
    columns = ("recorded_at", "happened_at", "kind", "subject_kind", "subject_id", "axis", "before", "after")
    copy_rows(Event, columns, [(moment, moment, "a.said", "thing", 1, "", "", "")])


def homes() -> dict[str, int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tableoid::regclass::text, count(*) FROM foundation_event GROUP BY 1")
        return {name.rpartition(".")[2]: count for name, count in cursor.fetchall()}


def test_this_month_and_three_ahead_have_a_home() -> None:
    with time_machine.travel(datetime(2031, 11, 15, tzinfo=UTC)):
        ensure_partitions()
    for month in ("2031_11", "2031_12", "2032_01", "2032_02"):
        assert exists(f"foundation_event_{month}")
    assert not exists("foundation_event_2032_03")


def test_making_months_twice_changes_nothing() -> None:
    with time_machine.travel(datetime(2031, 11, 15, tzinfo=UTC)):
        ensure_partitions()
        ensure_partitions()
    assert exists("foundation_event_2031_11")


def test_months_begin_at_midnight_in_shanghai() -> None:
    with time_machine.travel(datetime(2031, 11, 15, tzinfo=UTC)):
        ensure_partitions()
    event_at(datetime(2031, 11, 30, 15, 59, tzinfo=UTC))
    event_at(datetime(2031, 11, 30, 16, 0, tzinfo=UTC))
    assert homes() == {"foundation_event_2031_11": 1, "foundation_event_2031_12": 1}


def test_what_no_month_holds_goes_to_the_rest_and_moves_when_its_month_is_made() -> None:
    moment = datetime(2035, 5, 5, tzinfo=UTC)
    event_at(moment)
    assert homes() == {rest_of("foundation_event"): 1}
    with time_machine.travel(moment):
        ensure_partitions()
    assert homes() == {partition_of("foundation_event", moment.date()): 1}
    assert Event.objects.get(recorded_at=moment).kind == "a.said"


def test_ids_number_themselves_and_can_be_drawn_before() -> None:
    event_at(datetime(2026, 1, 1, tzinfo=UTC))
    first = Event.objects.values_list("id", flat=True)[0]
    assert draw_ids(Event, 3) == [first + 1, first + 2, first + 3]


def test_the_kept_state_of_migrations_equals_the_models() -> None:
    loader = MigrationLoader(None)
    detector = MigrationAutodetector(loader.project_state(), ProjectState.from_apps(apps))
    assert "foundation" not in detector.changes(graph=loader.graph)
    assert "foundation_event" in monthly_tables()


def exists(name: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass(%s) IS NOT NULL", [name])
        return cursor.fetchone()[0]


def test_months_since_a_day_of_the_past_are_made_too() -> None:
    with time_machine.travel(datetime(2041, 2, 10, tzinfo=UTC)):
        ensure_partitions(datetime(2040, 12, 30, tzinfo=UTC).date())
    for month in ("2040_12", "2041_01", "2041_02", "2041_05"):
        assert exists(f"foundation_event_{month}")
    assert not exists("foundation_event_2041_06")
