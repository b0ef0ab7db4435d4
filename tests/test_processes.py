"""Work that is shared out to processes."""

import os
import signal
import threading

import pytest

from papershelf import processes


@pytest.fixture
def two_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine with two of them, on which processes can be copied."""
    monkeypatch.setattr("os.sched_getaffinity", lambda _process: {0, 1}, raising=False)
    monkeypatch.setattr("sys.platform", "linux")


def test_results_come_in_the_order_of_the_items() -> None:
    """However many there are, from the processes that made them."""
    for count in (0, 1, processes.FEWEST, 5000):
        assert processes.mapped(lambda number: number * 2, range(count)) == [
            2 * number for number in range(count)
        ]


@pytest.mark.usefixtures("two_processors")
def test_a_few_items_are_shared_out_where_each_takes_long() -> None:
    """Who calls knows it; others get a process only for many."""
    assert os.getpid() not in processes.mapped(lambda _: os.getpid(), range(4), fewest=4)
    assert {*processes.mapped(lambda _: os.getpid(), range(4))} == {os.getpid()}


@pytest.mark.usefixtures("two_processors")
def test_an_interrupt_is_left_to_the_process_that_waits() -> None:
    """Of ^C, which all of them get, it says one line; each other would show where it was."""
    assert {*processes.mapped(lambda _: signal.getsignal(signal.SIGINT), range(4), 4)} == {signal.SIG_IGN}


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
