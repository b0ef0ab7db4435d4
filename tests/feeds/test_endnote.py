"""EndNote's tagged format and its XML, as EndNote, Zotero and Google Scholar write them."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from papershelf.feeds import endnote_xml, refer_feed
from papershelf.feeds.detect import read as detect
from papershelf.model import PartialDate
from papershelf.problems import InvalidInputError

SCHOLAR = """%0 Conference Proceedings
%T A paper about things
%A Okoro, Ada
%A Lind, Bo
%A NASA,
%B Proceedings of the conference on things
%P 1-9
%@ 0000000000
%D 2016
"""


def test_google_scholar() -> None:
    """What Google Scholar offers as EndNote is read; the number of the book is told as not kept."""
    capture = detect(SCHOLAR.encode(), "scholar.enw")
    (paper,) = capture.candidates
    assert (capture.grammar, paper.title, paper.line) == ("EndNote", "A paper about things", 1)
    assert paper.authors == ("Ada Okoro", "Bo Lind", "NASA")
    assert (paper.venue, paper.published) == ("Proceedings of the conference on things", PartialDate(2016))
    assert (paper.pages, paper.unkept) == ("1–9", {"%@": "0000000000"})


def test_an_export_of_endnote() -> None:
    """Dates of two fields are one, a text goes on below, and addresses become links."""
    text = (
        "%0 Journal Article\n%A Okoro, Ada, Jr.\n%D 2019\n%T One\n%8 May 3\n%J J. Tests\n%V 7\n"
        "%X The abstract\ngoes on.\n\nAnd on.\n%U https://doi.org/10.1000/x\nhttps://a.org/p\n"
        "%> file:///a.pdf\n%R 10.1000/x\n%K one\ntwo\n%[ 2020-01-01\n\n\n%A Lind, Bo\n%T Two\n%D soon\n"
    )
    capture = detect(text.encode(), "a.txt")
    first, second = capture.candidates
    assert (first.authors, first.published) == (("Ada Okoro Jr.",), PartialDate(2019, 5, 3))
    assert first.abstract == "The abstract goes on. And on."
    assert (first.doi, first.links) == ("10.1000/x", {"paper": "https://a.org/p"})
    assert first.volume == "7"
    assert first.unkept == {"%>": "file:///a.pdf", "%K": "one two"}
    assert (second.title, second.authors, second.line) == ("Two", ("Bo Lind",), 21)
    assert second.remarks == ("%D 'soon'",)


def test_a_tagged_record_without_a_title_is_told() -> None:
    """It is unplaced with its line, and the others are read."""
    capture = refer_feed.read("%0 Book\n%A Okoro, Ada\n\n%0 Book\n%T T", "a.enw")
    assert [(one.block.line, one.reason) for one in capture.unplaced] == [
        (1, "a record without a title; add '%T ' or remove it")
    ]
    assert [one.title for one in capture.candidates] == ["T"]


@given(
    st.lists(st.sampled_from(["%0 Book", "%T A", "%A B", "%D x", "c", "", "%", "%% d"])).map("\n".join)
    | st.text()
)
@example("%T A\n\n" * 20_000)
def test_every_line_is_accounted_for(text: str) -> None:
    """Whatever is in a file, each line that is not blank is in exactly one block."""
    try:
        capture = refer_feed.read(text, "a.enw")
    except InvalidInputError:
        return
    blocks = [block for candidate in capture.candidates for block in candidate.blocks]
    blocks += [*capture.furniture, *capture.repeats, *(unplaced.block for unplaced in capture.unplaced)]
    lines = [
        line for block in sorted(blocks, key=lambda block: block.line) for line in block.text.split("\n")
    ]
    assert [line.rstrip() for line in lines if line.strip()] == [
        line.rstrip() for line in text.split("\n") if line.strip()
    ]


XML = """<?xml version="1.0" encoding="UTF-8"?>
<xml><records>
<record><database name="a.enl" path="/a.enl">a.enl</database><source-app name="EndNote">EndNote</source-app>
<rec-number>1</rec-number><ref-type name="Journal Article">17</ref-type>
<contributors><authors><author><style face="normal">Okoro, Ada</style></author>
<author>Lind, Bo</author></authors>
<secondary-authors><author>Tan, Cy</author></secondary-authors></contributors>
<titles><title><style>Growth of </style><style face="i">E. coli</style><style> in H</style><style
 face="sub">2</style><style>O</style></title><secondary-title>Journal of Tests</secondary-title></titles>
<periodical><full-title>Journal of Tests</full-title><abbr-1>J. Tests</abbr-1></periodical>
<pages>1-9</pages><volume>7</volume><keywords><keyword>one</keyword><keyword>two</keyword></keywords>
<dates><year>2019</year><pub-dates><date>May 3</date></pub-dates></dates>
<abstract>One &lt; two.</abstract><urls><related-urls><url>https://a.org/p</url></related-urls>
<pdf-urls><url>https://a.org/p.pdf</url></pdf-urls></urls>
<electronic-resource-num>10.1000/x</electronic-resource-num></record>
<record><contributors/></record>
</records></xml>
"""


def test_xml() -> None:
    """Styles inside a text are not breaks in it, and what is not kept is told by its element."""
    capture = detect(XML.encode(), "a.xml")
    (paper,) = capture.candidates
    assert (capture.grammar, paper.title) == ("EndNote XML", "Growth of E. coli in H2O")
    assert (paper.authors, paper.venue) == (("Ada Okoro", "Bo Lind"), "Journal of Tests")
    assert (paper.published, paper.abstract) == (PartialDate(2019, 5, 3), "One < two.")
    assert paper.links == {"paper": "https://a.org/p", "pdf": "https://a.org/p.pdf"}
    assert (paper.doi, paper.line) == ("10.1000/x", 3)
    assert paper.unkept == {
        "secondary-authors": "Tan, Cy",
        "abbr-1": "J. Tests",
        "keyword": "one; two",
    }
    assert (paper.volume, paper.pages) == ("7", "1–9")
    assert [(one.block.line, one.reason) for one in capture.unplaced] == [
        (16, "a record without a title; add <titles><title> or remove it")
    ]


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("<xml><records>\n</records></xml>", 1, "there is no <record> in this XML"),
        ("<xml><records><record>\n", 2, "this XML is broken"),
        ('<!DOCTYPE x [<!ENTITY a "ha">]><xml>&a;</xml>', 1, "this XML declares a document type"),
    ],
)
def test_xml_without_records_is_refused(text: str, line: int, message: str) -> None:
    """What is broken, empty or could expand is an error with its line."""
    with pytest.raises(InvalidInputError) as caught:
        endnote_xml.read(text, "a.xml")
    assert str(caught.value).startswith(f"a.xml:{line}: {message}")


def test_nested_styles_are_read() -> None:
    """Styles within each other are taken off, as deep as XML may be."""
    deep = "<style>" * 15 + "T" + "</style>" * 15
    (paper,) = endnote_xml.read(
        f"<xml><records><record><titles><title>{deep}</title></titles></record></records></xml>", "a"
    ).candidates
    assert paper.title == "T"
