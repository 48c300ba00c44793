"""Waiting jobs carried out here and now: days of the past are lived without a worker beside them."""

import json

from django.conf import settings
from django.db import connection, transaction

from zhanggui.foundation import clock
from zhanggui.foundation.jobs import ADVANCE, TASK, run_operation
from zhanggui.foundation.runs import advance_run

_TAKE = """
DELETE FROM procrastinate_jobs WHERE id = (
  SELECT id FROM procrastinate_jobs WHERE queue_name = %s AND status = 'todo' AND task_name = ANY(%s)
    AND (scheduled_at IS NULL OR scheduled_at <= %s) ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED)
RETURNING task_name, args::text
"""


def carry_out_jobs() -> int:
    """Carry out the company's waiting jobs, and those that they leave behind, one after another; how many it were."""
    done = 0
    while _carry_out_one():
        done += 1
    return done


@transaction.atomic
def _carry_out_one() -> bool:
    """Take a job away and do what it says, both or neither."""
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, [settings.COMPANY_SCHEMA, [TASK, ADVANCE], clock.now()])
        job = cursor.fetchone()
    if job is None:
        return False
    task, arguments = job[0], json.loads(job[1])
    if task == ADVANCE:
        advance_run(arguments["run_id"])
    else:
        run_operation(*(arguments[name] for name in ("name", "records", "arguments", "person_id", "cause")))
    return True
