"""Factors, relations, per cents, ranges and ties."""

import pytest

from papershelf.text import shown

FACTORS = {
    "48times faster": "48× faster",
    "up to 29times, 29times, and 3times on": "up to 29×, 29×, and 3× on",
    "1.67times (average: 1.41times)": "1.67× (average: 1.41×)",
    "ratio is 4.7times. Across": "ratio is 4.7×. Across",
    "12times12 patches": "12×12 patches",
    "3times3times3 kernels": "3×3×3 kernels",
    r"2.4\times speedup": "2.4× speedup",
    r"10 \times 10": "10 × 10",
    r"2.4\times10^{-3}, 3.5times10^4": "2.4×10⁻³, 3.5×10⁴",
    "10^5times": "10⁵×",
    "4,000times more": "4,000× more",
    "2timesH100": "2×H100",
    "10times-faster": "10×-faster",
}
RELATIONS = {
    "in sim500-billion parameter models": "in ~500-billion parameter models",
    "sim7B parameters": "~7B parameters",
    "sim3times faster": "~3× faster",
    r"sim5\% more": "~5% more",
    "approx10ms, geq95%": "≈10ms, ≥95%",
    r"\sim 500 and \sim500": "~500 and ~500",
    r"x \sim p(x)": "x ∼ p(x)",
}
PER_CENTS_AND_RANGES = {
    r"up to 65.8\% in": "up to 65.8% in",
    r"95\%ile": "95%ile",
    r"30--50\% lower": "30–50% lower",
    r"17.09\%--29.30\% of": "17.09%–29.30% of",
    "the 70--500M range (100--984)": "the 70–500M range (100–984)",
    r"\$1--\$2": "$1–$2",
    "10--20times": "10–20×",
}
TIES = {
    "e.g.~on devices": "e.g. on devices",
    "et al.~(2020), Table~2 and Fig.~3": "et al. (2020), Table 2 and Fig. 3",
    r"in Section~\ref{x}": r"in Section \ref{x}",
    "from 450~MB to 14~MB at 60~Hz": "from 450 MB to 14 MB at 60 Hz",
    "by +8.67~pp., 0.4~rad/yr": "by +8.67 pp., 0.4 rad/yr",
    "(i)~the first, models,~i.e., all": "(i) the first, models, i.e., all",
    "whereas Claude~Haiku~4.5 is": "whereas Claude Haiku 4.5 is",
    "in Section~sec:setup, Table~tab:a.": "in Section setup, Table a.",
}
STAYS = [
    "4,000 times faster",
    "3 times",
    "sometimes, oftentimes, many times",
    "timestamp 3timestamps",
    "Ntimes",
    "sim2real, sim2sim, sim3D, sim1 and sim2",
    "simulated 500, sim 500, Sim500",
    "~500 and ~200 degrees",
    "a 10X~20X faster speed",
    "5ms~20ms, 3B~7B",
    "x~N(0,1)",
    "/home/~user and foo/bar~1",
    "a~ b ~c",
    "run with --3 or --flag",
    "5---6",
    "60% of $1M",
]


@pytest.mark.parametrize(("raw", "readable"), (FACTORS | RELATIONS | PER_CENTS_AND_RANGES | TIES).items())
def test_numbers_become_readable(raw: str, readable: str) -> None:
    """Digits glued to a TeX word, escaped per cents, ranges and ties are shown as printed."""
    assert shown(raw) == readable


@pytest.mark.parametrize("raw", STAYS)
def test_english_and_plain_marks_stay(raw: str) -> None:
    """English words, names, dashes between words and tildes that are not ties stay as typed."""
    assert shown(raw) == raw
