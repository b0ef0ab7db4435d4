"""A file in a format that no reader knows is refused with its name and what to do instead."""

import gzip
import io
import re
import zipfile

import pytest

from papershelf.feeds.detect import read
from papershelf.problems import InvalidInputError


def packed(*names: str) -> bytes:
    """A ZIP file with these members."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name in names:
            archive.writestr(
                zipfile.ZipInfo(name),
                "application/vnd.oasis.opendocument.spreadsheet" if name == "mimetype" else "x",
            )
    return target.getvalue()


def refusal(source: bytes) -> str:
    with pytest.raises(InvalidInputError) as caught:
        read(source, "file")
    (problem,) = caught.value.problems
    return f"{problem.path}:{problem.line}: {problem.message}"


@pytest.mark.parametrize(
    ("source", "name", "instead"),
    [
        (gzip.compress(b"TY  - JOUR", mtime=0), "a gzip archive", "unpack it"),
        (b"BZh91AY&SY\x00\xff", "a bzip2 archive", "unpack it"),
        (b"\xfd7zXZ\x00\xff", "an xz archive", "unpack it"),
        (b"\x00" * 257 + b"ustar\x00", "a tar archive", "unpack it"),
        (packed("library.bib"), "a ZIP archive", "unpack it"),
        (packed("[Content_Types].xml", "xl/workbook.xml"), "an Excel workbook", "--suggest-map"),
        (
            packed("[Content_Types].xml", "word/document.xml"),
            "a Word document",
            "export the papers as BibTeX",
        ),
        (packed("mimetype", "content.xml"), "an OpenDocument spreadsheet", "save it as CSV"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document", "save a sheet as CSV"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "a PDF", "papershelf add ID"),
        (b"%PDF-1.7\nall of it ASCII", "a PDF", "papershelf add ID"),
        (b"SQLite format 3\x00\x10\x00", "a SQLite database", "export the papers"),
        (b"\x89PNG\r\n\x1a\n\x00", "a picture", "export the papers"),
        (b"\x01\x02\x03\xff\x00\x00\x00binary", "a binary file", "BibTeX, RIS"),
        (
            "TI  - A title".encode("utf-16-le"),
            "UTF-16 text without a byte order mark",
            "save the file as UTF-8",
        ),
        (b"{\\rtf1\\ansi A title}", "RTF", "export the papers"),
        (b"FN Clarivate Analytics Web of Science\nVR 1.0\nPT J\nAU Okoro, A", "Web of Science", "as RIS"),
        (b"RT Journal Article\nSR Electronic(1)\nA1 Okoro,Ada\n", "RefWorks' tagged format", "as RIS"),
        (b"PT J\nAU Okoro, A\nTI T\n", "Web of Science", "as RIS"),
        (b"\\documentclass{article}\n\\begin{document}", "LaTeX", ".bib file"),
        (b"\n\\begin{thebibliography}{9}\n\\bibitem{a} A", "LaTeX", ".bib file"),
        (b"# A list\n- id: a\n  title: A\n", "YAML", "--suggest-map"),
        (
            b"# A list\n- title: A\n  bibtex: |-\n    @misc{a,\n      title={A}\n    }\n",
            "YAML",
            "--suggest-map",
        ),
        (b"---\nreferences:\n- id: a\n", "YAML", "--suggest-map"),
        (b"papers:\n  - title: A\n", "YAML", "--suggest-map"),
        (b"cff-version: 1.2.0\nmessage: Cite it.\n", "YAML", "--suggest-map"),
        (b"harry:\n    type: Book\n    title: A\n", "YAML", "--suggest-map"),
        (b"[project]\nname = 'a'\n", "TOML", "export the papers"),
        (b'[[papers]]\ntitle = "A"\n', "TOML", "export the papers"),
        (b"1603.09320\narXiv:2401.00001v2\n", "a list of ids", "papershelf add"),
        (
            b"# mine\nhttps://arxiv.org/abs/1603.09320\n\n10.1000/x  # why\n",
            "a list of ids",
            "papershelf add",
        ),
        (b"<?xml version='1.0'?>\n<PubmedArticleSet/>", "PubMed's XML", "(.nbib)"),
        (b"<!DOCTYPE PubmedArticleSet PUBLIC 'x' 'y'>\n<PubmedArticleSet/>", "PubMed's XML", "(.nbib)"),
        (b'<modsCollection xmlns="http://www.loc.gov/mods/v3"/>', "MODS", "export the papers"),
        (b"<?xml version='1.0'?>\n<!-- feed -->\n<rss version='2.0'/>", "RSS", "papershelf add ID"),
        (b"<?xml version='1.0'?><b:Sources/>", "XML with the root element <b:Sources>", "export the papers"),
    ],
)
def test_files_of_other_formats(source: bytes, name: str, instead: str) -> None:
    """The refusal names the format and the way out, with file and line."""
    said = refusal(source)
    assert re.match(rf"file:[0-9]+: this is {re.escape(name)}", said)
    assert instead in said


@pytest.mark.parametrize(
    ("source", "line", "message"),
    [
        ("TY  - JOUR\nTI  - Café".encode("latin-1"), 2, "this isn't UTF-8 but Latin-1 (Windows-1252)"),
        (
            "@article{a,\n title={“A”}}".encode("cp1252"),
            2,
            "this isn't UTF-8 but Latin-1 (Windows-1252)",
        ),
        (
            "ТИ".encode("cp1251"),
            1,
            "this isn't UTF-8 but Latin-1 (Windows-1252) or another encoding",
        ),
        ("TI  - Café\n".encode() + b"Caf\xe9\n", 2, "this line isn't UTF-8 text, though others are"),
        ("TI  - Café Café".encode()[:-1], 1, "this text is cut off within a character"),
    ],
)
def test_other_encodings(source: bytes, line: int, message: str) -> None:
    """Text that isn't UTF-8 is told from files that aren't text."""
    assert refusal(source).startswith(f"file:{line}: {message}")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_encodings_with_a_mark_are_read(encoding: str) -> None:
    """A byte order mark says how the text is to be read."""
    (paper,) = read("TY  - JOUR\r\nTI  - Café\r\nER  - \r\n".encode(encoding), "a.ris").candidates
    assert paper.title == "Café"


@pytest.mark.parametrize(
    "text",
    ["Just a line", "Notes on papers\n\nsome prose. " * 3, "PMID- 1 and so on"],
)
def test_what_is_nothing_known(text: str) -> None:
    """Other text is refused with the formats that can be read, not as a title without an abstract."""
    assert refusal(text.encode()).startswith("file:1: this is in no format that can be read; give a captured")


@pytest.mark.parametrize(
    "quoted", ["TY  - JOUR\nTI  - X\nER  - ", "@article{a,\n title = {X}}", "PMID- 1\nOWN - NLM"]
)
@pytest.mark.parametrize(
    "before",
    ["Daily Papers\n\n", "# Daily Papers\n\n", "Daily Papers\n\nby AK and the research community\n\n"],
)
def test_a_page_that_quotes_another_format_is_a_page(quoted: str, before: str) -> None:
    """The first line that tells what a text is decides."""
    abstract = "An abstract that goes on. " * 10
    capture = read(f"{before}A title of a paper\n\n{abstract}\n\n{quoted}\n".encode(), "file")
    assert [one.title for one in capture.candidates] == ["A title of a paper"]


@pytest.mark.parametrize(
    "part", ["# ", "[", "[a]\n", "a: ", "\\", "<?xml ?>", "<?x", "<!--", "<!DOCTYPE a [", "<html><a ", "- "]
)
def test_hostile_text_takes_no_time(part: str) -> None:
    """No repetition makes the detection of a format go through the text again and again."""
    assert refusal(f"{part * 30_000}x".encode()).startswith("file:")
