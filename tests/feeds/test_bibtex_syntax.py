"""The syntax of BibTeX as people and programs write it, and what is broken in it."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from papershelf.feeds import detect
from papershelf.feeds.bibtex_syntax import pieces
from papershelf.feeds.capture import Capture
from papershelf.feeds.quarantine import quarantined
from papershelf.problems import InvalidInputError
from tests.feeds.bibtex import one, titles
from tests.feeds.readers import read_bibtex as read
from tests.growth import grows_linearly

WRITTEN = {
    "parentheses": "@article(key, title = {T}, year = 2001)",
    "a blank before the key": "@article( key, title = {T}, year = 2001 )",
    "blanks around everything": "@ Article { key , title = {T} , year = 2001 , }",
    "a key on its own line": "@misc{\n  key,\n  title={T},\n  year={2001}\n}",
    "no key": "@misc{, title={T}, year={2001}}",
    "no key and no comma": "@misc{title={T}, year={2001}}",
    "a key with blanks": '@misc{Smith 2001, title="T", year="2001"}',
    "two commas": "@techreport{a, title={T}, , year=2001}",
    "commas everywhere": "@misc{a,, title={T},,, year=2001,,}",
    "a comma too few": "@misc{a, title={T} year=2001}",
    "a comma too few, on lines": "@misc{a\n title={T}\n year=2001\n}",
    "an empty value": "@misc{a, author=, title={T}, abstract={}, year=2001}",
    "upper case": "@MISC{A, TITLE={T}, YEAR=2001}",
    "joined values": '@misc{a, title={T}, year="20" # {01}}',
    "joined values without blanks": '@misc{a, title={T}, year={20}#"01"}',
    "a closing brace that a backslash precedes": r"@misc{a, file={C:\x\2013\}, title={T}, year=2001}",
    "a backslash before the last brace": r"@misc{a, title={T}, year=2001, file={D:\papers\}}",
    "an escaped brace that nothing closes": r"@misc{a, note={a set \{ of}, title={T}, year=2001}",
    "an escaped closing brace": r"@misc{a, note={a \} b}, title={T}, year=2001}",
    "an escaped quotation mark": r'@misc{a, note="say \"so\" now", title="T", year=2001}',
    "a quote in braces": '@misc{a, note="say {"}so{"}", title="T", year=2001}',
}


@pytest.mark.parametrize("source", WRITTEN.values(), ids=WRITTEN)
def test_an_entry_as_it_is_written(source: str) -> None:
    """Each of these ways to write an entry gives the same title and year, and no remark."""
    paper = one(source)
    assert (paper.title, str(paper.published), paper.remarks) == ("T", "2001", ())


COMMENTED = {
    "behind fields": "@misc{a, % first\n title={T}, % the title, {of course\n year=2001 % last\n}",
    "a field": "@misc{a,\n % note = {gone},\n title={T},\n %author = {C. Out}\n year=2001}",
    "a whole entry": "%@misc{b,\n%  title={Gone},\n%}\n@misc{a, title={T}, year=2001}",
    "an entry in one line": "  % @misc{b, title={Gone}}\n@misc{a, title={T}, year=2001}",
    "behind an entry": "@misc{a, title={T}, year=2001} % @misc{b, title={Gone}}",
    "its first line only": "%@misc{b,\n title={Gone},\n}\n@misc{a, title={T}, year=2001}",
    "@comment": "@comment{@misc{b, title={Gone}}}\n@misc{a, title={T}, year=2001}",
    "@comment over lines": "@comment{\n@misc{b, title={Gone}}\n}\n@misc{a, title={T}, year=2001}",
    "JabRef's": "@misc{a, title={T}, year=2001}\n@Comment{jabref-meta: grouping:\n0 AllEntriesGroup:;\n}",
    "@comment without braces": "@comment about this\n@misc{a, title={T}, year=2001}",
    "@comment that is not closed": "@comment{ open\n@misc{a, title={T}, year=2001}",
    "text": "misc{b, title={Gone}}\n@misc{a, title={T}, year=2001}\nAsk me@home.org (or him).",
    "@preamble": '@preamble{"\\newcommand{\\x}{}"}\n@misc{a, title={T}, year=2001}',
}


@pytest.mark.parametrize("source", COMMENTED.values(), ids=COMMENTED)
def test_comments_are_passed_over(source: str) -> None:
    """What is commented out is not a paper, and takes nothing from the one that is."""
    paper = one(source)
    assert (paper.title, str(paper.published)) == ("T", "2001")


@pytest.mark.parametrize(
    "block",
    [
        "@comment{x}",
        "@comment{\n@misc{c, title={Gone}}\n}",
        "@comment{ open",
        "@comment about this",
        '@preamble{"\\newcommand{\\x}[1]{}"}',
    ],
)
@pytest.mark.parametrize("behind", ["\n@misc{b, title={B}}\n\nThe end\n", ""])
def test_a_comment_ends_with_its_brace_or_its_line(block: str, behind: str) -> None:
    """It is one block, and what is behind it another."""
    furniture = read(f"@misc{{a, title={{A}}}}\n{block}{behind}".encode(), "a.bib").furniture
    assert [(each.line, each.text) for each in furniture[:1]] == [(2, block)]
    assert [each.text for each in furniture[1:]] == (["The end"] if behind else [])


def test_an_escaped_brace_at_the_end_of_a_value() -> None:
    """It belongs to the value where the entry would else end too early."""
    capture = read(rb"@misc{a, title={T}, note={x \}}}", "a.bib")
    assert [paper.unkept for paper in capture.candidates] == [{"note": "x }"}]
    assert capture.furniture == ()


def test_per_cent_signs_in_values_are_text() -> None:
    """A `%` begins no comment inside braces or quotes."""
    assert one(r"@misc{a, title={50% of 20\% more}}").title == "50% of 20% more"
    assert one('@misc{a, title="50% of it",\n year=2001}').published is not None


UNCLOSED = {
    "a brace": "@misc{bad, title={Bad, year=2001}\n",
    "two braces": "@misc{bad, title={Bad {of, year=2001\n",
    "the entry": "@misc{bad, title={Bad}, year=2001\n",
    "a quote": '@misc{bad, title="Bad, year=2001}\n',
    "a quote in a quote": '@misc{bad, title="The "bad" one", year=2001}\n',
    "text behind a value": "@misc{bad, title={Bad} {one}, year=2001}\n",
    "a brace too many": "@misc{bad, title={Bad}}, year=2001}\n",
    "a lone field": "@misc{bad, title}\n",
}


@pytest.mark.parametrize("bad", UNCLOSED.values(), ids=UNCLOSED)
def test_a_broken_entry_takes_no_other_with_it(bad: str) -> None:
    """It is told with its line; what is before it and behind it is read, braces or no braces."""
    good = ["@misc{a, title={First}}\n", "@misc{b,\n title={Second}, note={x}}\n", '@misc{c, title="Third"}']
    capture = read((good[0] + bad + good[1] + "}\n" + good[2]).encode(), "a.bib")
    assert [candidate.title for candidate in capture.candidates] == ["First", "Second", "Third"]
    assert [(item.block.line, item.block.text) for item in capture.unplaced] == [(2, bad.rstrip())]


def test_reasons_say_what_is_wrong() -> None:
    """Each names what is missing, or the text at which the entry cannot be read on."""
    source = (
        "@misc{a, title={A}\n@misc{b, title={B, year=1}\n@misc{c, title={C} D}\n"
        "@misc{d, title={D}}, year=1}\n@misc{e, year=1}\n@misc{f, title={F\n"
        '@misc{g, title={G}, note="} x", year=1}'
    )
    assert [item.reason for item in read(source.encode(), "a.bib").unplaced] == [
        "this entry is not closed; add the '}' that is missing",
        "this entry is not closed; add the '}' that is missing",
        (
            "'D}' in line 3 is neither a field nor the end of this entry; "
            "check the braces, quotes and commas before it"
        ),
        "this entry ends in line 4, before its last field; remove a '}' there",
        "an entry without a title; add 'title = {…}' or remove it",
        "the value of 'title' is not closed; add what is missing at its end",
        "the value of 'note' is not closed; add what is missing at its end",
    ]


def test_what_is_set_aside_keeps_its_abbreviations() -> None:
    """A broken entry that is corrected apart from its file still knows the `@string` definitions there."""
    source = '@string{acm = "ACM"}\n@misc{a, title={A}}\n@misc{b, title={B, journal=acm}\n'
    aside = quarantined(read(source.encode(), "a.bib"), "a.bib").replace("{B", "{B}")
    (corrected,) = detect.read(aside.encode(), "a.bib.quarantine").candidates
    assert (corrected.title, corrected.venue) == ("B", "ACM")


def test_keys_mean_nothing() -> None:
    """Two papers may share a key, or have none; a copy of an entry is a repeat."""
    first, second = "@misc{k, title={A}, year=1}\n", "@book{k, title={B}, year=1}\n"
    capture = read((first + second + first + "@misc{, title={C}}@misc{, title={D}}").encode(), "a.bib")
    assert [candidate.title for candidate in capture.candidates] == ["A", "B", "C", "D"]
    assert [block.line for block in capture.repeats] == [3]


@pytest.mark.parametrize("source", [b"", b"just text", b"{}", b"TY  - JOUR\nER  - ", b"%@misc{a, title={T}}"])
def test_what_is_no_bibtex_is_refused(source: bytes) -> None:
    """A file without an entry is an error."""
    with pytest.raises(InvalidInputError, match=r"a\.bib:1: there is no BibTeX entry in this"):
        read(source, "a.bib")


PIECES = [
    "@a{",
    "@a(",
    "@string{",
    "@comment{",
    "k,",
    "t = ",
    "{",
    "}",
    '"',
    ")",
    ",",
    "%",
    "\n",
    "#",
    "\\",
    "x",
    " ",
]


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join) | st.text())
@example("@a{b, title = {" + "{" * 3_000 + "x" + "}" * 3_000 + "}}")
@example('@a{b, title = "' + "{\\'{" * 2_000 + '"}')
def test_any_text_is_read_or_refused(text: str) -> None:
    """Whatever is in a file, every block of it is accounted for, and nothing raises but InvalidInputError."""
    try:
        capture = read(text.encode(errors="replace"), "a.bib")
    except InvalidInputError:
        capture = Capture()
    of_candidates = sum(len(candidate.blocks) for candidate in capture.candidates)
    accounted = of_candidates + len(capture.unplaced) + len(capture.furniture) + len(capture.repeats)
    assert bool(accounted) == bool(capture.grammar)


@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
def test_no_text_is_lost_between_pieces(text: str) -> None:
    """The blocks of a file hold all of its text but white space, in order."""
    blocks = "".join(piece.block.text for piece in pieces(text))
    assert "".join(blocks.split()) == "".join(text.split())


HOSTILE = [
    "{",
    '"',
    "@a{",
    "@a{\n",
    "@a{b,c={\n",
    '@a{b,,c="{\n',
    "@a(b,",
    "@a{b,c=",
    "@a{b}}}}",
    "@comment{\n",
    "\\{",
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_text_takes_linear_time(piece: str) -> None:
    """Eight times as much of what never ends takes about eight times as long."""
    assert list(pieces(piece))
    assert grows_linearly(lambda size: list(pieces(piece * (size // len(piece)))), 200_000)


def test_strings_that_double_are_told() -> None:
    """Abbreviations that would fill the memory are named; the other entries are read."""
    doubling = "".join(f"@string{{s{n + 1} = s{n} # s{n}}}\n" for n in range(60))
    source = '@string{s0 = "0123456789"}\n' + doubling + "@misc{a, title=s40}\n@misc{b, title={B}}"
    capture = read(source.encode(), "a.bib")
    assert titles(source) == ["B"]
    assert (
        "the abbreviation 's11' is too long: more than 20,000 characters of a BibTeX value made of"
        in capture.unplaced[0].reason
    )


def test_values_that_repeat_a_string_are_told() -> None:
    """So is a value that holds one too often, and a file in which all of them would be too much."""
    source = '@string{s = "' + "x" * 15_000 + '"}\n@misc{a, title=s # s}\n' + "@misc{b, title=s}\n" * 2_000
    capture = read(source.encode(), "a.bib")
    assert "the value of 'title' is too long" in capture.unplaced[0].reason
    assert "more than 20,000,000 characters of all BibTeX abbreviations" in capture.unplaced[-1].reason
