"""The fields of BibTeX and BibLaTeX: what becomes a fact, and what is accounted for as not kept."""

import pytest

from papershelf.model import PartialDate
from tests.feeds.bibtex import one, with_fields
from tests.feeds.readers import read_bibtex as read


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
        ("year = 2016, month = sept", "2016-09"),
        ("year = 2016, month = 13", "2016"),
        ("year = 2016, month = feb, day = 30", "2016-02"),
        ("year = {c. 2016}", "2016"),
        ("year = {2016a}", "2016"),
        (r"year = {\noopsort{1973}2016}", "2016"),
        ("year = {2016/2017}", "2016"),
        ("year = {2016--17}", "2016"),
        ("date = {2016-01-14}", "2016-01-14"),
        ("date = {2016-01/2016-02}", "2016-01"),
        ("date = {2016~}", "2016"),
        ("date = {14.01.2016}", "2016-01-14"),
        ("date = {3/5/2016}", "2016"),
        ("year = {01/2016}", "2016-01"),
        ("year = {May 2016}", "2016-05"),
        ("year = {spring 2016}", "2016"),
        ("date = {2016-01-14}, year = {2016}, month = {1}", "2016-01-14"),
        ("date = {2016}, year = 2016, month = jan", "2016-01"),
        ("year = {in press}", "None"),
        ("note = {x}", "None"),
    ],
)
def test_dates(fields: str, date: str) -> None:
    """A date is as precise as the entry makes it, and no day that does not exist."""
    assert str(with_fields(fields).published) == date


@pytest.mark.parametrize(
    ("fields", "remarks"),
    [
        ("date = {14.01.2016}", ()),
        ("year = {01/2016}", ()),
        ("date = {3/5/2016}", ("date '3/5/2016': day and month could be either way round",)),
        ("date = {2016-13-40}", ("date '2016-13-40': the calendar has no such date",)),
        ("year = {spring 2016}", ("year 'spring 2016': only the year is read",)),
        ("year = {2016?}", ("year '2016?': only the year is read",)),
    ],
)
def test_what_a_date_says_is_told_once(fields: str, remarks: tuple[str, ...]) -> None:
    """What is not read of it is a remark, and no field that is not kept as well."""
    paper = with_fields(fields)
    assert (paper.remarks, paper.unkept) == (remarks, {})


@pytest.mark.parametrize(
    "fields",
    [
        "eprint = {1603.09320v4}, archivePrefix = {arXiv}, primaryClass = {cs.DS}",
        "eprint = {arXiv:1603.09320}, eprinttype = {arxiv}, eprintclass = {cs.DS}",
        "eprint = {1603.09320}",
        "eprint = {http://arxiv.org/abs/1603.09320}, archiveprefix = {arXiv.org}",
        "arxiv = {1603.09320}",
        "arXiv = {https://arxiv.org/abs/1603.09320}",
        "arxivId = {1603.09320v2}, archivePrefix = {arXiv}",
        "journal = {arXiv preprint arXiv:1603.09320}",
        "journal = {arXiv:1603.09320 [cs]}, note = {arXiv: 1603.09320}",
        "journal = {CoRR}, volume = {abs/1603.09320}",
        "journal = {ArXiv}, volume = {abs/1603.09320}",
        "journaltitle = {arXiv}, number = {1603.09320}",
        "journal = {arXiv e-prints}, eid = {arXiv:1603.09320}, pages = {arXiv:1603.09320}",
        "journal = {arXiv preprint arXiv:abs/1603.09320}",
        "url = {https://huggingface.co/papers/1603.09320}",
        "publisher = {arXiv}, number = {arXiv:1603.09320}",
        "publisher = {arXiv}, doi = {10.48550/ARXIV.1603.09320}",
        "url = {https://arxiv.org/abs/1603.09320}",
        "ee = {http://arxiv.org/abs/1603.09320}",
        "doi = {10.48550/arXiv.1603.09320}",
        "howpublished = {\\url{https://arxiv.org/pdf/1603.09320.pdf}}",
        "howpublished = {arXiv preprint 1603.09320}",
        "note = {arXiv:1603.09320 [cs.DS]}",
        "note = {arXiv preprint arXiv:1603.09320v1}",
        "note = {\\url{https://arxiv.org/abs/1603.09320}}",
    ],
)
def test_arxiv_ids(fields: str) -> None:
    """The arXiv id is found wherever people put it; arXiv is then neither venue, DOI nor link, nor unkept."""
    paper = with_fields(fields)
    assert (paper.arxiv, paper.doi, paper.venue, paper.links) == ("1603.09320", None, None, {})
    assert (paper.remarks, paper.unkept) == ((), {})


@pytest.mark.parametrize(
    "fields",
    [
        "eprint = {hep-th/9901001}, archiveprefix = {arXiv}",
        "eprint = {9901001}, archiveprefix = {arXiv}, primaryclass = {hep-th}",
        "journal = {arXiv preprint hep-th/9901001}",
        "journal = {CoRR}, volume = {hep-th/9901001}",
    ],
)
def test_old_arxiv_ids(fields: str) -> None:
    """So are ids from before 2007, whose archive may be in a field of its own."""
    assert with_fields(fields).arxiv == "hep-th/9901001"


@pytest.mark.parametrize(
    "fields",
    [
        "eprint = {1603.09320}, eprinttype = {hal}",
        "note = {Comment on arXiv:1603.09320}",
        "note = {Reply to \\url{https://arxiv.org/abs/1603.09320}}",
        "volume = {1603.09320}",
        "journal = {Annals of Tests}, number = {1603.09320}",
        "abstract = {We extend arXiv:1603.09320.}",
    ],
)
def test_ids_of_others_are_not_taken(fields: str) -> None:
    """A number in another archive or journal, or the id of another paper, isn't that of the entry."""
    assert with_fields(fields).arxiv is None


@pytest.mark.parametrize(
    ("fields", "doi", "links"),
    [
        (r"doi = {https://doi.org/10.1145/33\_55.1}", "10.1145/33_55.1", {}),
        ("url = {https://doi.org/10.1145/3}", "10.1145/3", {}),
        ("ee = {https://doi.org/10.1145/3}", "10.1145/3", {}),
        ("note = {doi: 10.1145/3}", "10.1145/3", {}),
        ("howpublished = {\\url{https://doi.org/10.1145/3}}", "10.1145/3", {}),
        (r"url = {\url{https://a.org/\%7Eb{\_}c}}, code = {none}", None, {"paper": "https://a.org/%7Eb_c"}),
        (r"url = {https://a.org/\textasciitilde{}b}", None, {"paper": "https://a.org/~b"}),
        (r"url = {https://a.org/$\sim$b}", None, {"paper": "https://a.org/~b"}),
        ("url = {https://a.org/1, https://a.org/2}", None, {"paper": "https://a.org/1"}),
        (r"howpublished = {\url{https://a.org/x}}", None, {"paper": "https://a.org/x"}),
        ("howpublished = {Available at https://a.org/x.}", None, {"paper": "https://a.org/x"}),
        (r"howpublished = {\href{https://a.org/x}{A page}}", None, {"paper": "https://a.org/x"}),
        (r"note = {See (\url{https://a.org/x}).}", None, {"paper": "https://a.org/x"}),
        ("note = {Code: https://github.com/a/b}", None, {"code": "https://github.com/a/b"}),
        (
            "html = {https://a.org}, pdf = {https://p.org}, website = {https://w.org}, slides = {https://s.org}",
            None,
            {
                "paper": "https://a.org",
                "pdf": "https://p.org",
                "project": "https://w.org",
                "slides": "https://s.org",
            },
        ),
        (
            "code = {https://c.org}, poster = {https://p.org}",
            None,
            {"code": "https://c.org", "poster": "https://p.org"},
        ),
        ("video = {https://v.org}, pdf = {here.pdf}", None, {"video": "https://v.org"}),
        ("url = {https://a.org}, html = {https://b.org}", None, {"paper": "https://a.org"}),
    ],
)
def test_addresses(fields: str, doi: str | None, links: dict[str, str]) -> None:
    """DOIs lose their address, links their TeX; what no browser opens is left out."""
    paper = with_fields(fields)
    assert (paper.doi, paper.links) == (doi, links)


@pytest.mark.parametrize(
    ("entry", "title", "venue"),
    [
        ("@book{a, title={Main}, subtitle={What follows}}", "Main: What follows", None),
        ("@book{a, title={Why?}, subtitle={Because}}", "Why? Because", None),
        ("@book{a, title={Main: Sub}, subtitle={Sub}}", "Main: Sub", None),
        ("@inproceedings{a, title={T}, booktitle={Proc. X}, booksubtitle={Y}}", "T", "Proc. X: Y"),
        ("@article{a, title={T}, journaltitle={J}, journalsubtitle={S}, booktitle={B}}", "T", "J: S"),
        ("@article{a, title={T}, journal={CoRR}, booktitle={ICML}}", "T", "ICML"),
        ("@phdthesis{a, title={T}, school={MIT}}", "T", "MIT"),
        ("@thesis{a, title={T}, institution={MIT}}", "T", "MIT"),
        ("@techreport{a, title={T}, institution={NASA}}", "T", "NASA"),
        ("@misc{a, title={T}, institution={NASA}}", "T", None),
        ("@unpublished{a, title={T}, eventtitle={NeurIPS 2020}}", "T", "NeurIPS 2020"),
        ("@article{a, title={T}, journal=jacm}", "T", "Journal of the ACM"),
    ],
)
def test_titles_and_venues(entry: str, title: str, venue: str | None) -> None:
    """Subtitles belong to titles; a thesis appeared at its school, a report at its institution."""
    assert (one(entry).title, one(entry).venue) == (title, venue)


def test_abbreviations() -> None:
    """`@string` definitions build on each other, in any case and place; the last before an entry counts."""
    strings = '@string{acm = "ACM"}\n@STRING(Trans = acm # { Trans.})\n'
    journal = '@article{a, title={T}, journal = TRANS # " on " # {Databases}}'
    assert one(strings + journal).venue == one(journal + strings).venue == "ACM Trans. on Databases"
    source = "@string{x={A}}@misc{a,title={1},journal=x}@string{x={B}}@misc{b,title={2},journal=x}"
    assert [paper.venue for paper in read(source.encode(), "a.bib").candidates] == ["A", "B"]


@pytest.mark.parametrize(
    ("fields", "field", "text"),
    [
        ("journal = IEEE_J_PAMI", "journal", "IEEE_J_PAMI"),
        ('journal = IEEE # " Trans."', "journal", "IEEE Trans."),
        ("journal = Nature Physics", "journal", "Nature Physics"),
        ("author = KNUTH", "author", "KNUTH"),
        ("publisher = AW", "publisher", "AW"),
    ],
)
def test_undefined_abbreviations_are_remarked(fields: str, field: str, text: str) -> None:
    """A name that no `@string` defines is told with its field, and makes up no venue and no author."""
    paper = with_fields(fields)
    assert (paper.venue, paper.authors, paper.unkept) == (None, (), {field: text})
    assert paper.remarks[0].startswith(f"{field} '{text}': no @string defines")


def test_all_undefined_abbreviations_of_a_value_are_named() -> None:
    """Once each, in their order."""
    (remark,) = with_fields('journal = IEEE # " " # TRANS # " on Pots"').remarks
    assert remark.startswith("journal 'IEEE TRANS on Pots': no @string defines IEEE, TRANS")


def test_a_month_needs_no_definition() -> None:
    """Any name may be one in another language, and is only not kept."""
    paper = with_fields("month = janvier")
    assert (paper.remarks, paper.unkept) == ((), {"month": "janvier"})


@pytest.mark.parametrize("value", ["nope", "{%s} # long # long" % ("y" * 15_000)])
def test_an_abbreviation_that_is_defined_anew_and_wrongly(value: str) -> None:
    """It has no value from there on: the old one may be wrong as well."""
    long = "@string{long = {%s}}\n" % ("y" * 15_000)
    source = f"{long}@string{{x = {{A}}}}\n@misc{{a, title={{1}}, journal=x}}\n@string{{x = {value}}}\n"
    papers = read(f"{source}@misc{{b, title={{2}}, journal=x}}".encode(), "a.bib").candidates
    assert [paper.venue for paper in papers] == ["A", None]
    assert papers[1].remarks[0].startswith("journal 'x': no @string defines x")


def test_repeated_fields() -> None:
    """The first that isn't empty counts; a second that differs is remarked and not kept."""
    paper = one(
        "@misc{a, title={}, title={T}, title={T }, year=2001, Year=2002, note={a}, note={b}, note={c}}"
    )
    assert (paper.title, paper.published) == ("T", PartialDate(2001))
    assert paper.remarks == ("a second year '2002'", "a second note 'b'", "a second note 'c'")
    assert paper.unkept == {"year": "2002", "note": "b; c"}


def test_the_name_of_a_field_may_have_blanks() -> None:
    """It is one name, however many there are."""
    assert with_fields("Date   Added = {2020}").unkept == {"date added": "2020"}


def test_fields_that_the_list_does_not_keep() -> None:
    """Each is counted by its name with its text; what repeats a fact is not."""
    paper = one(
        r"@article{a, Title={A T}, author={Okoro, Ada}, journal={J}, volume={4}, Pages={1--9},"
        r"keywords={a, b}, publisher={W\&S}, abbr={J}, year=2001, urldate={2020-01-01}, file={:C\:x.pdf:PDF},"
        r"eprint={x1},"
        r"eprinttype={jstor}, note={See \url{https://a.org}}, month={Spring}, editor={Lind, Bo}, issn={}}"
    )
    assert paper.unkept == {
        "keywords": "a, b",
        "urldate": "2020-01-01",
        "file": r":C\:x.pdf:PDF",
        "eprint": "x1",
        "eprinttype": "jstor",
        "note": "See https://a.org",
        "month": "Spring",
        "editor": "Lind, Bo",
    }
    assert paper.keywords == ("a", "b")
    assert (paper.volume, paper.pages, paper.publisher) == ("4", "1–9", "W&S")


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ("journal={J}, volume=4, number={2--3}, pages={1 -- 9}", ("4", "2–3", "1–9", None)),
        ("journal={J}, issue={2}, pages={e17}", (None, "2", "e17", None)),
        ("booktitle={P}, pages={824-836}, publisher={ACM}", (None, None, "824–836", "ACM")),
        ("journal={CoRR}, volume={abs/1603.09320}", (None, None, None, None)),
        ("journal={J}, number={arXiv:1603.09320}", (None, None, None, None)),
        ("volume=4, publisher={ACM}", (None, None, None, None)),
    ],
)
def test_where_it_is_printed(fields: str, found: tuple[str | None, ...]) -> None:
    """Volume, issue, pages and publisher are those of a venue; what names an arXiv id is none of them."""
    paper = one(f"@article{{a, title={{T}}, {fields}}}")
    assert (paper.volume, paper.number, paper.pages, paper.publisher) == found


def test_what_cannot_be_read_is_remarked() -> None:
    """A year, DOI, eprint or address that isn't valid is named for the receipt, not silently dropped."""
    paper = with_fields("year={20x4}, doi={notadoi}, eprint={24.1}, url={hello}")
    assert paper.remarks == ("year '20x4'", "doi 'notadoi'", "eprint '24.1'", "url 'hello'")
    assert paper.unkept == {"year": "20x4", "doi": "notadoi", "eprint": "24.1", "url": "hello"}


def test_cross_references() -> None:
    """Papers take venue and year from their proceedings, which become part of the first of them."""
    proceedings = "@proceedings{P, title={Proc. of {X}}, year=2020, doi={10.1145/9}, publisher={ACM}}\n"
    children = (
        "@inproceedings{a, title={A}, crossref={p}}\n@inproceedings{b, title={B}, year=2021, crossref={P}}"
    )
    capture = read((proceedings + "@proceedings{p, title={Same key}}\n" + children).encode(), "a.bib")
    same_key, first, second = capture.candidates
    assert [(each.venue, each.published, each.doi) for each in (first, second)] == [
        ("Proc. of X", PartialDate(2020), None),
        ("Proc. of X", PartialDate(2021), None),
    ]
    assert [block.line for block in first.blocks] == [3, 1]
    assert (first.publisher, first.unkept) == ("ACM", {"doi": "10.1145/9"})
    assert (second.publisher, second.unkept) == ("ACM", {})
    assert (same_key.title, capture.furniture) == ("Same key", ())


INHERITED: dict[str, tuple[str, dict[str, object]]] = {
    "all of an xdata": ("@xdata{p, doi={10.1000/a}}@misc{a, title={A}, xdata={p}}", {"doi": "10.1000/a"}),
    "a title with its subtitle": (
        "@proceedings{p, title={Proc}, subtitle={Of X}}@inproceedings{a, title={A}, crossref={p}}",
        {"venue": "Proc: Of X", "unkept": {}},
    ),
    "no title where there is a booktitle": (
        "@proceedings{p, title={P}}@inproceedings{a, title={A}, booktitle={Own}, crossref={p}}",
        {"venue": "Own", "unkept": {"title": "P"}},
    ),
    "no title of what is not a collection": (
        "@misc{a, title={A}, crossref={p}}@misc{p, title={P}, year=2001}",
        {"venue": None, "published": PartialDate(2001)},
    ),
    "what could not be used": (
        "@proceedings{p, title={P}, note={a}, note={b}}@inproceedings{a, title={A}, crossref={p}}",
        {"unkept": {"note": "b"}, "remarks": ("a second note 'b'",)},
    ),
}


@pytest.mark.parametrize("what", INHERITED)
def test_what_a_paper_takes_from_another_entry(what: str) -> None:
    """Facts, and for the receipt what is left of an entry that becomes part of it."""
    source, found = INHERITED[what]
    paper = read(source.encode(), "a.bib").candidates[0]
    assert {key: getattr(paper, key) for key in found} == found


def test_collections_that_are_papers_stay() -> None:
    """A collection that nothing names, or that has an author, is a paper; so are others that are named."""
    assert one("@proceedings{P, title={Proc. of X}}").title == "Proc. of X"
    source = "@book{P, title={Book}, author={Okoro, Ada}, year=2001}@inbook{a, title={Part}, crossref={P}}"
    assert [paper.title for paper in read(source.encode(), "a.bib").candidates] == ["Book", "Part"]


def test_a_collection_of_nothing_that_can_be_read_stays() -> None:
    """An entry without a title takes in no proceedings; they are a paper then."""
    capture = read(b"@proceedings{p, title={Proc.}}@inproceedings{a, crossref={p}}", "a.bib")
    assert [paper.title for paper in capture.candidates] == ["Proc."]


def test_xdata_and_collections_of_collections() -> None:
    """BibLaTeX's `xdata`, and proceedings that are in a collection, are inherited through."""
    source = (
        "@xdata{x, publisher={ACM}, date={2020}}@mvproceedings{M, title={All}, date={2019}, xdata={x}}"
        "@proceedings{P, title={Proc.}, crossref={M}}@inproceedings{a, title={A}, crossref={P}}"
    )
    capture = read(source.encode(), "a.bib")
    (paper,) = capture.candidates
    assert (paper.venue, str(paper.published), paper.publisher) == ("Proc.", "2019", "ACM")
    assert len(paper.blocks) == 4


def test_an_entry_has_its_citation_key() -> None:
    """As it is written, for papers that cite it; an entry without one has none."""
    source = "@misc{Okoro_2020:a, title={A}}\n@misc{, title={B}}\n"
    assert [paper.citation_key for paper in read(source.encode(), "a.bib").candidates] == [
        "Okoro_2020:a",
        None,
    ]


def test_a_key_without_its_comma() -> None:
    """The comma is what is wrong, not the field that seems to be a part of the key."""
    (block,) = read(b"@misc{a title={T}, year=2020}\n@misc{b, title={U}}", "a.bib").unplaced
    assert block.reason == "no comma after the key 'a'; put one there"
