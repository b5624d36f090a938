"""A worker's times, who is booked into them, and who has gone somewhere alone."""

from hearth.diary.models.bookings import (
    Booking,
    BookingBefore,
    MeetAt,
    Meeting,
    MeetingQuerySet,
    WhatFor,
)
from hearth.diary.models.times import DayOff, DayTime, WeeklyTime
from hearth.diary.models.visits import LoneVisit, LoneVisitDetails

__all__ = [
    "Booking",
    "BookingBefore",
    "DayOff",
    "DayTime",
    "LoneVisit",
    "LoneVisitDetails",
    "MeetAt",
    "Meeting",
    "MeetingQuerySet",
    "WeeklyTime",
    "WhatFor",
]
