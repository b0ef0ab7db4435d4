"""Work shared out to all processors, by processes that begin as copies of this one."""

import gc
import multiprocessing
import os
import sys
import threading
import warnings
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from multiprocessing.connection import Connection
from signal import SIG_IGN, SIGINT, signal
from typing import Any, TypeVar

FEWEST = 200  # items that are worth more processes, where each takes a millisecond
T = TypeVar("T")
R = TypeVar("R")
FORK = multiprocessing.get_context("fork") if sys.platform == "linux" else None


def mapped(function: Callable[[T], R], items: Sequence[T], fewest: int = FEWEST) -> list[R]:
    """Return what a function makes of each item, in their order; results go from one process to another.

    All is done in this process where there are fewer items than `fewest`, where processes cannot be copied,
    and where other threads run, such as a server's, which a copy would lack. Otherwise each process takes one
    item in so many; this one only waits, or it would keep all that the work leaves in memory.
    """
    count = processors() if len(items) >= fewest else 1
    if count == 1:
        return [function(item) for item in items]
    shares = [begun(partial(_share, function, items[first::count])) for first in range(count)]
    made: list[Any] = [None] * len(items)
    for first, share in enumerate(shares):
        made[first::count] = share()
    return made


def _share(function: Callable[[T], R], items: Sequence[T]) -> list[R]:
    return [function(item) for item in items]


def begun(function: Callable[[], R]) -> Callable[[], R]:
    """Begin work beside what this process does next; what is returned waits for it, and gives its result.

    An exception of the work comes then. It is done only then where `mapped` would do all in this process, and
    where the other process was killed. Work for which nobody waits ends with this process.
    """
    if not FORK or processors() == 1:
        return function
    receiver, sender = FORK.Pipe(duplex=False)
    process = FORK.Process(target=_send, args=(function, sender), daemon=True)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # NumPy's threads are idle
        process.start()
    sender.close()

    def result() -> R:
        try:
            found = receiver.recv()
        except (EOFError, OSError):  # it was killed, perhaps while it sent what it had
            found = function()
        process.join()
        if isinstance(found, Exception):
            raise found
        return found  # type: ignore[no-any-return] # what the function returned

    return result


def processors() -> int:
    """Count the processors for work: one where other threads run, which a copy would lack, and in a copy."""
    cannot_share = threading.active_count() > 1 or multiprocessing.current_process().daemon
    return 1 if cannot_share or not FORK else len(os.sched_getaffinity(0))


def _send(function: Callable[[], object], sender: Connection) -> None:
    signal(SIGINT, SIG_IGN)
    gc.freeze()  # to look for cycles in what both processes have would copy it
    try:
        found: object = function()
    except Exception as error:  # noqa: BLE001 - whoever waits gets it
        found = error
    with suppress(BrokenPipeError):  # nobody waits any more
        sender.send(found)
