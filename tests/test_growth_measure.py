"""The measure of growth tells linear from quadratic work."""

from tests.growth import grows_linearly


def test_linear_and_quadratic_work() -> None:
    """Eight times as much is eight times the time of one, and 64 times that of the other."""
    assert grows_linearly(lambda size: [0 for _ in range(2_000) for _ in range(size)], 2_000)
    assert not grows_linearly(lambda size: [0 for _ in range(size) for _ in range(size)], 4_000)
