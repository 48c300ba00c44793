"""The blueprint as applied: departments, positions and duties, each with the time in which it held."""

from django.contrib.postgres.fields import ArrayField
from django.db import models


class BlueprintVersion(models.Model):
    """A blueprint text that was applied to the company; the newest is in force."""

    name = models.CharField(max_length=80)
    text = models.TextField()
    applied_at = models.DateTimeField()
    applied_by_id = models.BigIntegerField(null=True)

    def __str__(self) -> str:
        return self.name


class Department(models.Model):
    """A department; departments form a tree."""

    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=60)
    parent = models.ForeignKey("self", models.PROTECT, related_name="+", null=True)

    def __str__(self) -> str:
        return self.name


class Position(models.Model):
    """A post in a department, with the post that it reports to."""

    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=60)
    department = models.ForeignKey(Department, models.PROTECT, related_name="+")
    superior = models.ForeignKey("self", models.PROTECT, related_name="+", null=True)

    def __str__(self) -> str:
        return self.name


class Duty(models.Model):
    """A sentence of a job description and the capabilities that it grants, from one moment to another.

    A changed duty is a new row: events must find the sentence under which they happened.
    """

    code = models.CharField(max_length=40)
    position = models.ForeignKey(Position, models.PROTECT, related_name="+")
    text = models.CharField(max_length=500)
    capabilities = ArrayField(models.CharField(max_length=60))
    derived = models.BooleanField(default=False)
    rank = models.IntegerField(default=0)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("code", name="duty_in_force_once", condition=models.Q(until=None)),
        ]

    def __str__(self) -> str:
        return self.text
