"""Work shared out to all processors, by processes that begin as copies of this one."""

import multiprocessing
import os
import sys
import threading
import warnings
from collections.abc import Callable, Sequence
from signal import SIG_IGN, SIGINT, signal
from typing import Any, TypeVar

FEWEST = 200  # items that are worth more processes, where each takes a millisecond
CHUNKS = 8  # for each process: the last to finish has little left to do
T = TypeVar("T")
R = TypeVar("R")

_work: tuple[Callable[[Any], Any], Sequence[Any]] | None = None


def mapped(function: Callable[[T], R], items: Sequence[T], fewest: int = FEWEST) -> list[R]:
    """Return what a function makes of each item, in their order; results go from one process to another.

    All is done in this process where there are fewer items than `fewest`, where processes cannot be copied,
    and where other threads run, such as a server's, which a copy would lack.
    """
    global _work  # noqa: PLW0603 - a copied process finds here what could not be sent to it
    count = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1
    if count == 1 or len(items) < fewest or sys.platform != "linux" or threading.active_count() > 1:
        return [function(item) for item in items]
    _work = function, items
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # NumPy's threads are idle
            # ^C reaches all of them; the process that waits ends the others, which have nothing to say.
            pool = multiprocessing.get_context("fork").Pool(count, signal, (SIGINT, SIG_IGN))
        with pool:
            return pool.map(_done, range(len(items)), chunksize=-(-len(items) // (count * CHUNKS)))
    finally:
        _work = None


def _done(place: int) -> Any:
    assert _work is not None  # noqa: S101 - set before this process was copied
    function, items = _work
    return function(items[place])
