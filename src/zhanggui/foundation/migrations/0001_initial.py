import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

from zhanggui.foundation.partitions import CreateMonthlyTable


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Cause",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("name", models.CharField(max_length=120, unique=True)),
            ],
        ),
        migrations.CreateModel(
            name="Run",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("operation", models.CharField(max_length=80)),
                ("arguments", models.JSONField(default=dict)),
                ("person_id", models.BigIntegerField(null=True)),
                ("cause_id", models.BigIntegerField(null=True)),
                ("created_at", models.DateTimeField()),
                ("finished_at", models.DateTimeField(null=True)),
                ("total", models.IntegerField()),
                ("done", models.IntegerField(default=0)),
                ("refused", models.IntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="StoredFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("token", models.UUIDField(unique=True)),
                ("name", models.CharField(max_length=200)),
                ("media_type", models.CharField(max_length=100)),
                ("size", models.BigIntegerField()),
                ("digest", models.CharField(max_length=64)),
                ("person_id", models.BigIntegerField(null=True)),
                ("created_at", models.DateTimeField()),
            ],
        ),
        CreateMonthlyTable(
            name="Event",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "id", "recorded_at", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("id", models.BigIntegerField()),
                ("recorded_at", models.DateTimeField()),
                ("happened_at", models.DateTimeField()),
                ("kind", models.CharField(max_length=60)),
                ("subject_kind", models.CharField(max_length=30)),
                ("subject_id", models.BigIntegerField()),
                ("axis", models.CharField(max_length=20)),
                ("before", models.CharField(max_length=40)),
                ("after", models.CharField(max_length=40)),
                ("person_id", models.BigIntegerField(null=True)),
                ("assignment_id", models.BigIntegerField(null=True)),
                ("position_id", models.BigIntegerField(null=True)),
                ("department_id", models.BigIntegerField(null=True)),
                ("duty_id", models.BigIntegerField(null=True)),
                ("behalf_of_id", models.BigIntegerField(null=True)),
                ("run_id", models.BigIntegerField(null=True)),
                ("cause_id", models.BigIntegerField(null=True)),
                ("shop_id", models.BigIntegerField(null=True)),
                ("warehouse_id", models.BigIntegerField(null=True)),
                ("data", models.JSONField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["subject_kind", "subject_id", "recorded_at"], name="event_of_subject")
                ],
            },
        ),
        migrations.CreateModel(
            name="RequestKey",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("person_id", models.BigIntegerField()),
                ("key", models.CharField(max_length=80)),
                ("request_hash", models.CharField(max_length=64)),
                ("outcome", models.JSONField(null=True)),
                ("created_at", models.DateTimeField()),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("person_id", "key"), name="request_key_once")],
            },
        ),
        migrations.CreateModel(
            name="SavedView",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("person_id", models.BigIntegerField()),
                ("page", models.CharField(max_length=40)),
                ("name", models.CharField(max_length=40)),
                ("query", models.CharField(max_length=1000)),
                ("shared", models.BooleanField(default=False)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("person_id", "page", "name"), name="saved_view_name")],
            },
        ),
        migrations.CreateModel(
            name="RunChunk",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.IntegerField()),
                (
                    "record_ids",
                    django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None),
                ),
                ("settled", models.BooleanField(default=False)),
                (
                    "run",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="foundation.run",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("run", "position"), name="run_chunk_position")],
            },
        ),
        migrations.CreateModel(
            name="RunRefusal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("record_id", models.BigIntegerField()),
                ("refusal", models.JSONField()),
                (
                    "run",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="foundation.run",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["run", "id"], name="run_refusal_of_run")],
            },
        ),
        migrations.CreateModel(
            name="FilePart",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("position", models.IntegerField()),
                ("content", models.BinaryField()),
                (
                    "file",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="foundation.storedfile",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("file", "position"), name="file_part_position")],
            },
        ),
    ]
