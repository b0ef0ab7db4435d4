"""BibTeX: what files really hold, what is broken in them, and what was written by a maker."""

import re
import subprocess
import sys
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pylatexenc.latexencode import unicode_to_latex

from papershelf.feeds.bibtex_feed import read
from papershelf.feeds.capture import Capture
from papershelf.model import Candidate, PartialDate
from papershelf.problems import InvalidInputError

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
SPECIAL = {
    **{char: f"\\{char}" for char in "{}&%$#_"},
    **{char: f"{{{char}}}" for char in "-'`\""},
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
TEXT = (
    st.text(st.characters(exclude_categories=["C", "Z"], include_characters=" "))
    .map(lambda text: " ".join(text.split()))
    .filter(bool)
)
VENUE = TEXT.filter(lambda text: not re.match("(corr|arxiv|preprint)", text, re.IGNORECASE))
NAME = st.from_regex(r"[A-ZÉÖŁ][a-zéőçß]{1,8}( [A-Z]\.)?( (van|de la))? [A-ZÅ][a-zøñ]{1,9}", fullmatch=True)
DATE = st.dates().flatmap(
    lambda day: st.sampled_from(
        [PartialDate(day.year), PartialDate(day.year, day.month), PartialDate(day.year, day.month, day.day)]
    )
)
PAPERS: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {
        "title": TEXT,
        "abstract": st.none() | TEXT,
        "authors": st.lists(NAME, max_size=5, unique=True).map(tuple),
        "published": st.none() | DATE,
        "venue": st.none() | VENUE,
        "arxiv": st.none() | st.from_regex(r"2[0-9]0[1-9]\.[0-9]{5}", fullmatch=True),
        "doi": st.none()
        | st.from_regex(r"10\.[0-9]{4}/[a-z0-9][a-z0-9._()/;-]{0,20}[a-z0-9]", fullmatch=True),
        "keywords": st.lists(
            TEXT.filter(lambda text: not set(text) & set(",;")), max_size=3, unique=True
        ).map(tuple),
    }
)


def one(source: str) -> Candidate:
    """The only candidate of a file."""
    capture = read(source.encode(), "a.bib")
    assert not capture.unplaced
    (candidate,) = capture.candidates
    return candidate


def entry(fields: str) -> str:
    return f"@article{{key, title = {{T}}, {fields}}}"


def encoded(text: str) -> str:
    return "".join(SPECIAL.get(char, char) for char in text)


def written(paper: dict[str, Any], key: int) -> str:
    """An entry as a careful reference manager writes it."""
    fields = {"title": encoded(paper["title"])}
    if paper["abstract"]:
        fields["abstract"] = encoded(paper["abstract"])
    if paper["venue"]:
        fields["journal"] = encoded(paper["venue"])
    if paper["authors"]:
        fields["author"] = " and ".join(map(unicode_to_latex, paper["authors"]))
    if paper["keywords"]:
        fields["keywords"] = ", ".join(map(encoded, paper["keywords"]))
    if paper["doi"]:
        fields["doi"] = paper["doi"]
    if paper["arxiv"]:
        fields |= {"eprint": paper["arxiv"], "archivePrefix": "arXiv"}
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items()]
    if paper["published"]:
        date = paper["published"]
        lines.append(f"  year = {date.year:04}")
        lines += [f"  month = {MONTHS[date.month - 1]}"] if date.month else []
        lines += [f"  day = {{{date.day}}}"] if date.day else []
    return f"@article{{key{key},\n" + ",\n".join(lines) + "\n}\n"


@given(st.lists(PAPERS, min_size=1, max_size=4, unique_by=lambda paper: paper["title"]))
def test_reading_what_was_written(papers: list[dict[str, Any]]) -> None:
    """parse(make(papers)) == papers, whatever text the titles and abstracts hold."""
    capture = read("\n".join(map(written, papers, range(len(papers)))).encode(), "a.bib")
    found = [{key: getattr(candidate, key) for key in papers[0]} for candidate in capture.candidates]
    assert found == papers
    assert not capture.unplaced


def test_tex_is_read_as_text() -> None:
    """Braces, accents, symbols, quotes, dashes and ties become what a reader would see; maths stays."""
    title = r"{H}ash \& {Erd{\H{o}}s}--R{\'e}nyi: ``$\alpha^2$''~in \emph{O}($n$) for 50\% of C{\#}"
    assert (
        one(f"@misc{{a, title = {{{title}}}}}").title
        == "Hash & Erdős–Rényi: “$\\alpha^2$” in O($n$) for 50% of C#"
    )


@pytest.mark.parametrize(
    "text",
    [r"\foo{bar} baz", "costs $5, or $6", "50% & more", "a_b x^2 #3", r"\href{https://a.org}{b}", "url {S}"],
)
def test_what_is_no_tex_stays(text: str) -> None:
    """Unknown control words, prices and stray marks are not taken away."""
    assert one(f"@misc{{a, title = {{{text}}}}}").title == text.replace("{S}", "S")


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ("Hash, Anna and Bob Tree", ["Anna Hash", "Bob Tree"]),
        ("Kov{\\'a}cs, P{\\'e}ter", ["Péter Kovács"]),
        ("Ludwig van Beethoven and van der Berg, Jan", ["Ludwig van Beethoven", "Jan van der Berg"]),
        (
            "Mu\\~noz, Ana and Mu\\~{n}oz, Bo and {\\'I}{\\~n}igo Mu{\\~n}oz",
            ["Ana Muñoz", "Bo Muñoz", "Íñigo Muñoz"],
        ),
        ("A and \\'Eva B and {and C} and\n\\L{}ucja D", ["A", "Éva B", "and C", "Łucja D"]),
        ("King, Jr., Martin Luther", ["Martin Luther King Jr."]),
        ("{Simon and Schuster} and {NVIDIA}", ["Simon and Schuster", "NVIDIA"]),
        ("Anna Hash AND\n  J.~Smith and others", ["Anna Hash", "J. Smith"]),
        ("", []),
    ],
)
def test_names_as_printed(author: str, names: list[str]) -> None:
    """Names stand first name first, whichever way they are written; `and others` is nobody."""
    assert one(entry(f"author = {{{author}}}")).authors == tuple(names)


@pytest.mark.parametrize(
    ("fields", "date"),
    [
        ("year = 2016", "2016"),
        ("year = {2016}, month = jan", "2016-01"),
        ("year = {2016}, month = {January}, day = 14", "2016-01-14"),
        ('year = 2016, month = jan # "~14"', "2016-01-14"),
        ('year = 2016, month = "14~" # feb', "2016-02-14"),
        ('year = 2016, month = jun # "~3--8"', "2016-06"),
        ("year = 2016, month = {06}", "2016-06"),
        ("year = 2016, month = 13", "2016"),
        ("year = 2016, month = feb, day = 30", "2016-02"),
        ("date = {2016-01-14}", "2016-01-14"),
        ("date = {2016-01/2016-02}", "2016-01"),
        ("year = {in press}", "None"),
        ("note = {x}", "None"),
    ],
)
def test_dates(fields: str, date: str) -> None:
    """A date is as precise as the entry makes it, and no day that does not exist."""
    assert str(one(entry(fields)).published) == date


@pytest.mark.parametrize(
    "fields",
    [
        "eprint = {1603.09320v4}, archivePrefix = {arXiv}",
        "eprint = {arXiv:1603.09320}, eprinttype = {arxiv}",
        "eprint = {1603.09320}",
        "journal = {arXiv preprint arXiv:1603.09320}",
        "journal = {CoRR}, volume = {abs/1603.09320}",
        "url = {https://arxiv.org/abs/1603.09320}",
        "doi = {10.48550/arXiv.1603.09320}",
        "howpublished = {\\url{https://arxiv.org/pdf/1603.09320.pdf}}",
    ],
)
def test_arxiv_ids(fields: str) -> None:
    """The arXiv id is found wherever exporters put it; arXiv is then neither venue, DOI nor link."""
    paper = one(entry(fields))
    assert (paper.arxiv, paper.doi, paper.venue, paper.links) == ("1603.09320", None, None, {})


def test_other_archives_are_not_arxiv() -> None:
    """A number in another archive is no arXiv id."""
    assert one(entry("eprint = {1603.09320}, eprinttype = {hal}")).arxiv is None


def test_addresses() -> None:
    """DOIs lose their address, links their TeX; what no browser opens is left out."""
    fields = (
        r"doi = {https://doi.org/10.1145/33\_55.1}, url = {\url{https://a.org/\%7Eb{\_}c}}, code = {none}"
    )
    paper = one(entry(fields))
    assert (paper.doi, paper.links) == ("10.1145/33_55.1", {"paper": "https://a.org/%7Eb_c"})
    assert one(entry("url = {https://doi.org/10.1145/3}")).doi == "10.1145/3"


def test_abbreviations_and_joined_values() -> None:
    """`@string` definitions build on each other, in any case; an unknown name stands for itself."""
    strings = '@string{acm = "ACM"}\n@STRING{Trans = acm # { Trans.}}\n'
    assert one(strings + entry('journal = TRANS # " on " # {Databases}')).venue == "ACM Trans. on Databases"
    assert one(entry("journal = apj")).venue == "apj"


def test_cross_references() -> None:
    """A paper takes venue and year from the proceedings that it names, which are no paper of the list."""
    proceedings = "@proceedings{P, title = {Proc. of {X}}, year = 2020, doi = {10.1145/9}}"
    capture = read(f"@inproceedings{{a, title = {{T}}, crossref = {{p}}}}\n{proceedings}".encode(), "a.bib")
    (paper,) = capture.candidates
    assert (paper.venue, paper.published, paper.doi) == ("Proc. of X", PartialDate(2020), None)
    assert [block.line for block in capture.furniture] == [2]
    assert one(proceedings).title == "Proc. of X"


BROKEN = r"""% made by hand
@article{open, title = {A
, year = 2017}

@article{good, title = {Good}, year = 2018}
@article{good, title = {Another}}
@article{good, title = {Good}, year = 2018}
@article{twice, title = {A}, title = {B}}
@article{Twice2, title = {A}, Title = {B}}
@article{comma, title = {A} year = 2019}
@article{untitled, year = 2020}
@article{names, title = {A}, author = {Smith, J., Doe, K., Roe, L.}}
@comment{kept}
@misc(parens, title = {In (parentheses)})
@article{, title = {No key}}
@article{, title = {No key either}}
@article{last, title = {Never closed}
"""


def test_broken_entries_are_told_and_the_others_read() -> None:
    """Each broken entry is unplaced with its line and what to do; a copy is a repeat; all others are read."""
    capture = read(BROKEN.encode(), "a.bib")
    assert [(candidate.title, candidate.line) for candidate in capture.candidates] == [
        ("Good", 5),
        ("In (parentheses)", 14),
        ("No key", 15),
        ("No key either", 16),
    ]
    assert [(one.block.line, one.reason) for one in capture.unplaced] == [
        (2, "this entry is not closed, or an '=' or ',' is missing in it; mend it"),
        (6, "the key 'good' is already that of line 5; rename or remove one"),
        (8, "the field 'title' is listed twice; keep one"),
        (9, "the field 'title' is listed twice; keep one"),
        (10, "a comma is missing behind the value of 'title'; add it"),
        (11, "an entry without a title; add 'title = {…}' or remove it"),
        (12, "the author 'Smith, J., Doe, K., Roe, L.' is no single name; join names by ' and '"),
        (17, "this entry is not closed, or an '=' or ',' is missing in it; mend it"),
    ]
    assert [block.line for block in capture.repeats] == [7]
    assert [block.line for block in capture.furniture] == [1, 13]


def test_broken_blocks_make_no_noise() -> None:
    """The library's own warnings do not reach the terminal."""
    source = "@a{b, title = {\\n@a{c, title = {T}}"
    code = f"from papershelf.feeds.bibtex_feed import read; print(len(read(b'{source}', '').unplaced))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("1\n", "")


@pytest.mark.parametrize("source", [b"", b"just text", b"{}", b"TY  - JOUR\nER  - "])
def test_what_is_no_bibtex_is_refused(source: bytes) -> None:
    """A file without an entry is an error."""
    with pytest.raises(InvalidInputError, match=r"a\.bib:1: there is no BibTeX entry in this"):
        read(source, "a.bib")


@given(st.text(alphabet="@{}(),=\"#\\ \nat1$~`'-") | st.text())
@example("@a{b, c = " + "{" * 20_000)
@example("@a{b, title = {" + "{" * 3_000 + "x" + "}" * 3_000 + "}}")
@example('@a{b, title = "' + "{\\'{" * 2_000 + '"}')
def test_any_text_is_read_or_refused(text: str) -> None:
    """Whatever stands in a file, every entry is accounted for, and nothing raises but InvalidInputError."""
    try:
        capture = read(text.encode(errors="replace"), "a.bib")
    except InvalidInputError:
        capture = Capture()
    accounted = (
        len(capture.candidates) + len(capture.unplaced) + len(capture.furniture) + len(capture.repeats)
    )
    assert bool(accounted) == bool(capture.grammar)


def test_what_cannot_be_read_is_remarked() -> None:
    """A year, DOI, eprint or address that is none is named for the receipt, not dropped without a word."""
    source = b"@article{y, title={Fine One}, year={20x4}, doi={notadoi}, eprint={24.1}, url={hello}}"
    (candidate,) = read(source, "two.bib").candidates
    assert candidate.remarks == ("year '20x4'", "doi 'notadoi'", "eprint '24.1'", "url 'hello'")


def test_what_is_read_is_not_remarked() -> None:
    """Fields that were understood, or that only repeat an id, bring no remark."""
    source = (
        b"@article{y, title={Fine}, year={2004}, eprint={2405.00001}, url={https://arxiv.org/abs/2405.00001}}"
    )
    (candidate,) = read(source, "two.bib").candidates
    assert (candidate.arxiv, candidate.remarks) == ("2405.00001", ())
