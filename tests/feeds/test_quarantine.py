"""What could not be read of a feed is a feed of the same format, to be corrected."""

import pytest

from papershelf.feeds import detect
from papershelf.feeds.quarantine import quarantined

LONG = "A sentence. " * 20
FINE_BIBTEX = "@article{a, title={Fine}, year=2001}\n"
ATOM = (
    '<?xml version="1.0"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xmlns:x="urn:x"><title>q</title>\n'
    "<entry><id>http://arxiv.org/abs/2401.00001</id><title>Fine</title></entry>\n"
    "<entry><id>http://arxiv.org/abs/2401.00002</id><x:y/></entry>\n"
    "<entry><id>http://arxiv.org/abs/2401.00003</id></entry>\n</feed>\n"
)
XML_RECORD = "<record><titles><title>Fine</title></titles></record>"
# A feed with two records that cannot be read, and what mends the first of them
FEEDS = {
    "bib": (f"{FINE_BIBTEX}@article{{b, year=1}}\n@misc{{c, note={{n}}}}\n", "year=1}", "title={Corrected}}"),
    "ris": ("TY  - JOUR\nTI  - Fine\nER  - \n\nTY  - JOUR\nPY  - 2001\nER  - \nTY  - CONF\nER  - \n",
            "PY  - 2001", "TI  - Corrected"),
    "csl": ('[{"type": "book", "title": "Fine"}, {"type": "book", "id": "b"}, {"type": "x", "id": "c"}]',
            '"id": "b"', '"title": "Corrected"'),
    "atom": (ATOM, "<x:y/>", "<title>Corrected</title>"),
    "nbib": ("PMID- 1\nTI  - Fine.\n\nPMID- 2\nVI  - 7\n\nPMID- 3\nVI  - 8\n", "VI  - 7", "TI  - Corrected."),
    "enw": ("%0 Book\n%T Fine\n\n%0 Book\n%V 7\n\n%0 Book\n%V 8\n", "%V 7", "%T Corrected"),
    "xml": (f"<xml><records>{XML_RECORD}<record><volume>7</volume></record><record/></records></xml>",
            "<volume>7</volume>", "<titles><title>Corrected</title></titles>"),
    "csv": ("Title;Year\nFine;2001\n;2002\n;2003\n", ";2002", "Corrected;2002"),
    "page": (f"Fine title\n\n{LONG}\n\nCorrected\n\nLast title", "Corrected\n", f"Corrected\n\n{LONG}\n"),
}  # fmt: skip


@pytest.mark.parametrize("form", FEEDS)
def test_what_was_set_aside_is_a_feed(form: str) -> None:
    """It is read to the same parts, and once one is corrected, to its paper and the other part."""
    feed, wrong, right = FEEDS[form]
    first = detect.read(feed.encode(), "day")
    assert [candidate.title for candidate in first.candidates] == [first.candidates[0].title]
    text = quarantined(first, "day")
    again = detect.read(text.encode(), "day.quarantine")
    assert [item.block.text for item in again.unplaced] == [item.block.text for item in first.unplaced]
    assert not again.candidates
    corrected = detect.read(text.replace(wrong, right, 1).encode(), "day.quarantine")
    assert [candidate.title for candidate in corrected.candidates] == ["Corrected"]
    assert len(corrected.unplaced) == len(first.unplaced) - 1


def test_each_part_has_its_place_and_its_reason() -> None:
    """The lines above a part say where it was and what is wrong with it, for people."""
    text = quarantined(detect.read(FEEDS["bib"][0].encode(), "lab.bib"), "lab.bib")
    assert "# papershelf: lab.bib:2: an entry without a title" in text
    assert "# papershelf: lab.bib:3: an entry without a title" in text
