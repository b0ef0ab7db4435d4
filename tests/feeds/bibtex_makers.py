"""BibTeX as reference managers and publishers write it: made-up records in the dialect of each."""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from tests.feeds.record_makers import Record

SPECIAL = {
    **{char: f"\\{char}" for char in "&%$#_"},
    **{char: f"{{{char}}}" for char in "-'`\""},
    "\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    "{": r"\textbraceleft{}", "}": r"\textbraceright{}",
}  # fmt: skip
ACCENTS = {
    "\u0300": "`", "\u0301": "'", "\u0302": "^", "\u0303": "~", "\u0308": '"', "\u030b": "H", "\u030c": "v",
    "\u0327": "c", "\u0328": "k",
}  # fmt: skip
ZOTERO = SPECIAL | {
    "<": r"{\textless}", ">": r"{\textgreater}", "|": r"{\textbar}", "_": r"{\_}", "&": r"{\&}",
    "\\": r"{\textbackslash}", "~": r"{\textasciitilde}",
}  # fmt: skip


def escaped(special: Mapping[str, str]) -> Callable[[str], str]:
    """Return what writes a text with these commands for the special characters of TeX."""
    return lambda text: "".join(special.get(char, char) for char in text)


usual = escaped(SPECIAL)


def accented(text: str) -> str:
    """Write a text with TeX's commands for accents, too."""
    return "".join(map(_letter, text))


def _letter(char: str) -> str:
    base, *marks = list(unicodedata.normalize("NFD", char))
    if base.isascii() and base.isalpha() and len(marks) == 1 and marks[0] in ACCENTS:
        return f"\\{ACCENTS[marks[0]]}{{{base}}}"
    return SPECIAL.get(char, char)


@dataclass(frozen=True)
class Dialect:
    """How a program writes an entry: its layout, its names of the fields, and what it says besides."""

    start: str = "@article{{key{number},"
    line: str = "  {name} = {{{value}}}"
    between: str = ",\n"
    end: str = "\n}\n"
    person: str = "{1}, {0}"
    joint: str = " and "
    title: str = "{}"
    venue: str = "journal"
    dash: str = "--"
    date: str = "year={0.year}"
    more: Mapping[str, str] = field(default_factory=dict)
    text: Callable[[str], str] = usual

    def write(self, records: Sequence[Record]) -> str:
        """Return a file with these records."""
        return "\n".join(self._entry(record, number) for number, record in enumerate(records))

    def _entry(self, record: Record, number: int) -> str:
        people = [self.person.format(*map(self.text, names)) for names in record.authors]
        fields = {
            "title": self.title.format(self.text(record.title)),
            "author": self.joint.join(people),
            self.venue: record.venue and self.text(record.venue),
            "abstract": record.abstract and self.text(record.abstract),
            "doi": record.doi,
            "url": record.address,
            "pages": record.pages and record.pages.replace("-", self.dash),
        }
        if record.published:
            months = {"month": f"{record.published:%b}".lower()}
            dates = (each.split("=") for each in self.date.format(record.published, **months).split())
            fields |= {name: value for name, value in dates}  # noqa: C416 - mypy knows no dict of lists
        bare = re.sub(r"\{\{\{value\}\}\}|\"\{value\}\"", "{value}", self.line)  # as BibTeX defines `may`
        lines = [
            (bare if name == "month" else self.line).format(name=name, value=value)
            for name, value in [*fields.items(), *self.more.items()]
            if value
        ]
        return self.start.format(number=number) + "\n" + self.between.join(lines) + self.end


QUOTED = '    {name} = "{value}"'
DIALECTS = {
    "Zotero": Dialect(
        line="\t{name} = {{{value}}}", end=",\n}\n", date="month={month} year={0.year}", text=escaped(ZOTERO),
        more={"urldate": "2020-01-01", "keywords": "a, b", "file": "Full Text:files/1/a.pdf:x"},
    ),
    "Better BibLaTeX": Dialect(
        start="@article{{key{number},", venue="journaltitle", date="date={0:%Y-%m-%d}", end=",\n}\n",
        more={"langid": "english", "file": r"C\:\\x\\a.pdf"},
    ),
    "BibLaTeX": Dialect(
        person="family={1}, given={0}", venue="journaltitle", date="date={0:%Y-%m}",
        more={"origdate": "1999"},
    ),
    "Mendeley": Dialect(
        line="{name} = {{{value}}}", title="{{{}}}", date="year={0.year} month={month}", text=escaped(ZOTERO),
        more={"mendeley-groups": "Mine", "file": ":C$\\backslash$:/x/a.pdf:pdf", "issn": "1234-5678"},
    ),
    "JabRef": Dialect(
        start="@Article{{key{number},", line="  {name:<9} = {{{value}}}",
        end=",\n}\n\n@Comment{jabref-meta: x;}\n", person="{0} {1}", date="year={0.year} month={month}",
        text=accented, more={"timestamp": "2020-01-01"},
    ),
    "Google Scholar": Dialect(line="  {name}={{{value}}}", more={"publisher": "Springer", "number": "4"}),
    "Semantic Scholar": Dialect(
        start="@article{{Key{number}AP,", line=" {name}={{{value}}}", person="{0} {1}", more={"volume": "42"},
    ),
    "DBLP": Dialect(
        start="@article{{DBLP:journals/x/{number},", line="  {name:<12} = {{{value}}}", person="{0} {1}",
        joint=" and\n                  ", text=accented,
        more={"biburl": "https://dblp.org/rec/x.bib", "bibsource": "dblp computer science bibliography, x"},
    ),
    "ACL Anthology": Dialect(
        start="@inproceedings{{key-{number},", line=QUOTED, end=",\n}\n", joint="  and\n      ",
        venue="booktitle", date="month={month} year={0.year}", more={"address": "Online", "publisher": "ACL"},
    ),
    "IEEE": Dialect(
        start="@ARTICLE{{{number},", line="  {name}={{{value}}}",
        more={"volume": "1", "keywords": "a;b", "ISSN": "1"},
    ),
    "ACM": Dialect(
        line="{name} = {{{value}}}", date="year={0.year} month={month} day={0.day}",
        more={"issue_date": "May 2020", "publisher": "ACM", "address": "New York", "numpages": "9"},
    ),
    "PubMed": Dialect(
        start="@Article{{pmid{number},", line='   {name}="{value}"', title="{{{}}}", end="\n}\n\n% 1\n",
        date="Year={0.year} Month={month}", more={"Volume": "5"},
    ),
}  # fmt: skip


def bibtex(records: Sequence[Record]) -> str:
    """BibTeX with all of a record, as one who cares writes it."""
    return Dialect(date="year={0.year} month={month} day={0.day}", dash="-").write(records)
