"""Work that is shared out to processes."""

import subprocess
import sys
import threading

import pytest

from papershelf import processes
from papershelf.problems import InvalidInputError, Problem

TWO_PROCESSORS = """
import os, signal, sys
from papershelf.processes import begun, mapped
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


def test_work_goes_on_beside_what_comes_next() -> None:
    """In a process of its own; whoever waits for it gets what it found."""
    assert said_by("print(begun(lambda: [os.getppid()])() == [os.getpid()])") == "True"
    assert processes.begun(lambda: "found")() == "found"


def test_what_goes_wrong_beside_is_raised_where_it_is_awaited() -> None:
    """With all its problems, as if the work had been done there."""
    problems = [Problem("site", 1, "one"), Problem("site", 2, "two")]

    def broken() -> None:
        raise InvalidInputError(problems)

    awaited = processes.begun(broken)
    with pytest.raises(InvalidInputError) as caught:
        awaited()
    assert list(caught.value.problems) == problems


def test_work_that_was_killed_beside_is_done_here() -> None:
    """It is not lost, whether it was killed before it had a result or while it sent a large one."""
    here = "here = os.getpid()\n"
    killed = "begun(lambda: os.getpid() == here or os.kill(os.getpid(), 9))()"
    assert said_by(f"{here}print({killed})") == "True"
    late = "Timer(0.2, os.kill, [os.getpid(), 9]).start()"
    sending = f"begun(lambda: bytes(10**6) if os.getpid() == here else ({late}, bytes(10**8))[1])"
    waits = f"from threading import Timer\nfrom time import sleep\n{here}wait = {sending}\nsleep(1)\n"
    assert said_by(f"{waits}print(len(wait()))") == str(10**6)
    shared = "mapped(lambda n: n if os.getpid() == here else os.kill(os.getpid(), 9), range(4), 4)"
    assert said_by(f"{here}print({shared})") == "[0, 1, 2, 3]"


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
