"""People, the positions that they hold and the tokens that act for them."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models

from zhanggui.org.models.chart import Position


class PersonManager(BaseUserManager["Person"]):
    """Finds people for the login."""


class Person(AbstractBaseUser):
    """Somebody who works here; what they may do follows from their assignments alone."""

    username = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=40)
    is_active = models.BooleanField(default=True)

    objects: ClassVar[PersonManager] = PersonManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["name"]

    def __str__(self) -> str:
        return self.name


class Assignment(models.Model):
    """A person in a position for a time, within a range of shops and warehouses; null is every one.

    Shops and warehouses stand higher in the stack, so their ids are kept without a foreign key.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    position = models.ForeignKey(Position, models.PROTECT, related_name="+")
    main = models.BooleanField(default=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    shop_ids = ArrayField(models.BigIntegerField(), null=True)
    warehouse_ids = ArrayField(models.BigIntegerField(), null=True)
    behalf_of = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="assignment_ends_after_start",
                condition=models.Q(ends_on=None) | models.Q(ends_on__gte=models.F("starts_on")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} @ {self.position_id}"


class Token(models.Model):
    """A secret by which a program acts as a person; only its digest is kept."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    name = models.CharField(max_length=40)
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name
