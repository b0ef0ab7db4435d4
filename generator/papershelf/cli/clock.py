"""The one place where a command asks what day it is."""

from __future__ import annotations

import datetime as dt
import os

import click

from papershelf.model import PartialDate


def today() -> PartialDate:
    """The day in UTC; SOURCE_DATE_EPOCH, in seconds, takes the clock's place where it is set."""
    return _day(0)


def yesterday() -> PartialDate:
    """The day before, which is over everywhere on earth half a day later."""
    return _day(1)


def _day(days_ago: int) -> PartialDate:
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    try:
        now = dt.datetime.fromtimestamp(int(epoch), dt.UTC) if epoch else dt.datetime.now(dt.UTC)
    except (ValueError, OverflowError, OSError):
        message = f"SOURCE_DATE_EPOCH is '{epoch}', no number of seconds since 1970; correct or unset it"
        raise click.ClickException(message) from None
    then = now - dt.timedelta(days=days_ago)
    return PartialDate(then.year, then.month, then.day)
