"""What the kernel remembers: events, causes, runs with their receipts, keys against double pressing, files, views."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models import CompositePrimaryKey

from zhanggui.foundation.partitions import monthly


class Cause(models.Model):
    """A schedule or rule that may act without a person. Events of the system point here."""

    name = models.CharField(max_length=120, unique=True)

    def __str__(self) -> str:
        return self.name


class Event(models.Model):
    """One row per record changed: append-only, partitioned by month of recording, free of personal data.

    There are no foreign keys: the table outlives what it speaks of and may lie on another node.
    """

    pk = CompositePrimaryKey("id", "recorded_at")
    id = models.BigIntegerField()
    recorded_at = models.DateTimeField()
    happened_at = models.DateTimeField()
    kind = models.CharField(max_length=60)
    subject_kind = models.CharField(max_length=30)
    subject_id = models.BigIntegerField()
    axis = models.CharField(max_length=20)
    before = models.CharField(max_length=40)
    after = models.CharField(max_length=40)
    person_id = models.BigIntegerField(null=True)
    assignment_id = models.BigIntegerField(null=True)
    position_id = models.BigIntegerField(null=True)
    department_id = models.BigIntegerField(null=True)
    duty_id = models.BigIntegerField(null=True)
    behalf_of_id = models.BigIntegerField(null=True)
    run_id = models.BigIntegerField(null=True)
    cause_id = models.BigIntegerField(null=True)
    shop_id = models.BigIntegerField(null=True)
    warehouse_id = models.BigIntegerField(null=True)
    data = models.JSONField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["subject_kind", "subject_id", "recorded_at"], name="event_of_subject"),
            # Numbers of a day read that day's blocks; for append-only rows this costs writers next to nothing.
            BrinIndex(fields=["recorded_at"], name="event_of_day"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject_kind} {self.subject_id}"


monthly(Event)


class Run(models.Model):
    """One operation over a frozen set, carried out in chunks; a killed worker resumes where the last chunk ended."""

    operation = models.CharField(max_length=80)
    arguments = models.JSONField(default=dict)
    person_id = models.BigIntegerField(null=True)
    cause_id = models.BigIntegerField(null=True)
    created_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    total = models.IntegerField()
    done = models.IntegerField(default=0)
    refused = models.IntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.operation} × {self.total}"


class RunChunk(models.Model):
    """The frozen set of a run, as many ids as one transaction takes; settled together with what they changed."""

    run = models.ForeignKey(Run, models.CASCADE, related_name="+", db_index=False)
    position = models.IntegerField()
    record_ids = ArrayField(models.BigIntegerField())
    settled = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "position"], name="run_chunk_position")]

    def __str__(self) -> str:
        return f"{self.run_id}/{self.position}"


class RunRefusal(models.Model):
    """A record that a run left alone, and why."""

    run = models.ForeignKey(Run, models.CASCADE, related_name="+", db_index=False)
    record_id = models.BigIntegerField()
    refusal = models.JSONField()

    class Meta:
        indexes = [models.Index(fields=["run", "id"], name="run_refusal_of_run")]

    def __str__(self) -> str:
        return f"{self.run_id}/{self.record_id}"


class RequestKey(models.Model):
    """What was answered to a request that may be pressed twice; kept for seven days."""

    person_id = models.BigIntegerField()
    key = models.CharField(max_length=80)
    request_hash = models.CharField(max_length=64)
    outcome = models.JSONField(null=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person_id", "key"], name="request_key_once")]

    def __str__(self) -> str:
        return self.key


class StoredFile(models.Model):
    """A file that came in or was made: kept in the database so that any web process and any worker can read it."""

    token = models.UUIDField(unique=True)
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.BigIntegerField()
    digest = models.CharField(max_length=64)
    person_id = models.BigIntegerField(null=True)
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class FilePart(models.Model):
    """One megabyte of a stored file."""

    file = models.ForeignKey(StoredFile, models.CASCADE, related_name="+", db_index=False)
    position = models.IntegerField()
    content = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["file", "position"], name="file_part_position")]

    def __str__(self) -> str:
        return f"{self.file_id}/{self.position}"


class SavedView(models.Model):
    """A list as somebody likes to see it: a name for the state that its address holds, for oneself or for all."""

    person_id = models.BigIntegerField()
    page = models.CharField(max_length=40)
    name = models.CharField(max_length=40)
    query = models.CharField(max_length=1000)
    shared = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person_id", "page", "name"], name="saved_view_name")]

    def __str__(self) -> str:
        return self.name


class Hold(models.Model):
    """One reason why a record may not go on: which moves it blocks, which duty owns it, by when, and how it ended.

    Abstract: each module has a table of its own with a real foreign key to what is held.
    """

    reason = models.CharField(max_length=40)
    details = models.JSONField(default=dict)
    owner = models.CharField(max_length=60)
    blocks = ArrayField(models.CharField(max_length=10))
    placed_at = models.DateTimeField()
    due_at = models.DateTimeField()
    released_at = models.DateTimeField(null=True)
    released_by = models.BigIntegerField(null=True)
    release_note = models.CharField(max_length=200, blank=True)

    class Meta:
        abstract = True
