"""The one place where a command asks what day it is."""

from __future__ import annotations

import datetime as dt
import os

from generator.model import PartialDate


def today() -> PartialDate:
    """The day in UTC; SOURCE_DATE_EPOCH, in seconds, takes the clock's place where it is set."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    now = dt.datetime.fromtimestamp(int(epoch), dt.UTC) if epoch else dt.datetime.now(dt.UTC)
    return PartialDate(now.year, now.month, now.day)
