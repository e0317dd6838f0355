"""Shipments of voting material, and what was recorded of each, piece by piece."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from serentak.desk.obligations.models import AppendOnly
from serentak.desk.places.models import Institution, Region
from serentak.engine.logistics.shipments import Step


class Shipment(AppendOnly):
    """From where to where and by when; how it fares stands in its movements."""

    number = models.PositiveIntegerField()
    election = models.CharField(max_length=40)
    consignor = models.ForeignKey(Institution, models.PROTECT, related_name="sends")
    receiver = models.ForeignKey(Institution, models.PROTECT, related_name="receives")
    origin = models.ForeignKey(Region, models.PROTECT, related_name="shipments_out")
    destination = models.ForeignKey(Region, models.PROTECT, related_name="shipments_in")
    station = models.PositiveSmallIntegerField(null=True)  # of a village, where one is meant
    wanted_at = models.DateTimeField()
    simulated = models.BooleanField(default=False)
    created_by = models.BigIntegerField(null=True)
    created_at = models.DateTimeField()

    class Meta:
        """Newest first; a body numbers its shipments of an election."""

        ordering = ("-pk",)
        indexes: ClassVar = [models.Index(fields=("election", "destination"))]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("consignor", "election", "number"), name="shipment_number_once"
            )
        ]

    def __str__(self) -> str:
        return f"K-{self.number}"


class Movement(AppendOnly):
    """One step of a shipment as somebody recorded it; a correction is a further one."""

    shipment = models.ForeignKey(Shipment, models.PROTECT, related_name="movements")
    step = models.CharField(max_length=10, choices=[(step.value, step.value) for step in Step])
    happened_at = models.DateTimeField()
    carrier = models.CharField(max_length=120, blank=True)  # the ship or the car, never a person
    note = models.CharField(max_length=600, blank=True)
    photo_type = models.CharField(max_length=80, blank=True)
    photo_size = models.PositiveIntegerField(null=True)
    photo_sha256 = models.CharField(max_length=64, blank=True)
    simulated = models.BooleanField(default=False)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="movements"
    )
    recorded_at = models.DateTimeField()
    form = models.UUIDField(null=True, unique=True)  # the same form sent twice is stored once

    class Meta:
        """In the order of recording."""

        ordering = ("recorded_at", "pk")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(photo_sha256="", photo_size__isnull=True)
                | (~models.Q(photo_sha256="") & models.Q(photo_size__isnull=False)),
                name="movement_photo_whole",
            )
        ]

    def __str__(self) -> str:
        return f"{self.shipment_id} {self.step}"


class Line(AppendOnly):
    """So many pieces of an item in a movement; of a count also what was of no use, and why."""

    movement = models.ForeignKey(Movement, models.PROTECT, related_name="lines")
    item = models.CharField(max_length=40)
    pieces = models.PositiveIntegerField()
    damaged = models.PositiveIntegerField(default=0)
    wrong = models.PositiveIntegerField(default=0)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        """Each item once; nobody counts more damaged than there are, or any without saying why."""

        ordering = ("pk",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("movement", "item"), name="line_item_once"),
            models.CheckConstraint(
                condition=models.Q(pieces__gte=models.F("damaged") + models.F("wrong")),
                name="line_useless_within",
            ),
            models.CheckConstraint(
                condition=models.Q(damaged=0, wrong=0) | ~models.Q(reason=""),
                name="line_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pieces} {self.item}"
