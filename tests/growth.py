"""How the time that work takes grows with its size, as a ratio within one run."""

import gc
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

LARGER = 8  # quadratic work takes 64 times as long then, far from what a busy machine adds
TOLERATED = 3 * LARGER
TRIES = 5  # a machine may be interrupted in some of them
LITTLE = 0.02  # seconds that say nothing of growth


def grows_linearly(work: Callable[[int], object], size: int) -> bool:
    """Whether work of a size takes about eight times as long as of an eighth of it, not 64 times."""
    small, large = float("inf"), float("inf")
    with _no_search_for_cycles():
        for _ in range(TRIES):
            small, large = min(small, _seconds(work, size // LARGER)), min(large, _seconds(work, size))
            if large < LITTLE + TOLERATED * small:
                return True
    return False


def _seconds(work: Callable[[int], object], size: int) -> float:
    start = time.process_time()
    work(size)
    return time.process_time() - start


@contextmanager
def _no_search_for_cycles() -> Iterator[None]:
    """Keep away a search through all that other tests left in memory, which only larger work sets off."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
