"""Work that is shared out to processes."""

import subprocess
import sys
import threading

import pytest

from papershelf import processes

TWO_PROCESSORS = """
import os, signal, sys
from papershelf.processes import mapped
os.sched_getaffinity, sys.platform = lambda _: {0, 1}, "linux"
"""


def said_by(code: str) -> str:
    """What a program prints that has no threads, on a machine with two processors."""
    program = [sys.executable, "-c", TWO_PROCESSORS + code]
    return subprocess.run(program, check=True, capture_output=True, text=True).stdout.strip()


def test_results_come_in_the_order_of_the_items() -> None:
    """However many there are, from the processes that made them."""
    for count in (0, 1, processes.FEWEST, 5000):
        assert processes.mapped(lambda number: number * 2, range(count)) == [
            2 * number for number in range(count)
        ]


def test_a_few_items_are_shared_out_where_each_takes_long() -> None:
    """Who calls knows it; others get a process only for many."""
    assert said_by("print(os.getpid() in mapped(lambda _: os.getpid(), range(4), fewest=4))") == "False"
    assert said_by("print({*mapped(lambda _: os.getpid(), range(4))} == {os.getpid()})") == "True"


def test_an_interrupt_is_left_to_the_process_that_waits() -> None:
    """Of ^C, which all of them get, it says one line; each other would show where it was."""
    handlers = "mapped(lambda _: signal.getsignal(signal.SIGINT), range(4), 4)"
    assert said_by(f"print({{*{handlers}}} == {{signal.SIG_IGN}})") == "True"


def test_an_error_is_raised_here() -> None:
    """As if the work had been done in this process."""
    with pytest.raises(ZeroDivisionError):
        processes.mapped(lambda number: 1 / (number - 4000), range(5000))


def test_a_server_works_alone() -> None:
    """Where threads run, no process is copied: the copy would wait for their locks for ever."""
    held, seen = threading.Event(), set[int]()
    thread = threading.Thread(target=held.wait)
    thread.start()
    try:
        processes.mapped(seen.add, range(processes.FEWEST))
    finally:
        held.set()
        thread.join()
    assert len(seen) == processes.FEWEST
