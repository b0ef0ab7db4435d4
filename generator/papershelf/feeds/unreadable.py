"""Files in a format that no reader knows: their names, and what to do instead."""

import re
from typing import NamedTuple

from papershelf.feeds.identifiers import read_identifiers
from papershelf.problems import InvalidInputError

READABLE = (
    "a captured Daily Papers page, the README of a list, a reply of the Daily Papers or arXiv API, BibTeX, "
    "RIS, CSL-JSON, MEDLINE (.nbib), EndNote (.enw or XML), CSV or TSV"
)
EXPORT = "export the papers as BibTeX, RIS or CSL-JSON instead"
MAP_IT = "map its fields to ours: papershelf import FILE --suggest-map"
UNPACK = "unpack it and import what is in it"


class Format(NamedTuple):
    """A format, by how its files begin, its name, and what to do with one."""

    start: str
    name: str
    instead: str


# The first characters of files that are not text; each byte is one character here
BINARY = (
    Format(r"\x1f\x8b", "a gzip archive", UNPACK),
    Format(r"BZh[1-9]", "a bzip2 archive", UNPACK),
    Format(r"\xfd7zXZ\x00", "an xz archive", UNPACK),
    Format(r"\x28\xb5\x2f\xfd", "a Zstandard archive", UNPACK),
    Format(r"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", UNPACK),
    Format(r"Rar!\x1a", "a RAR archive", UNPACK),
    Format(r"[\s\S]{257}ustar", "a tar archive", UNPACK),
    Format(r"PK\x03\x04[\s\S]{0,4000}?\bxl/", "an Excel workbook", MAP_IT),
    Format(r"PK\x03\x04[\s\S]{0,4000}?\bword/", "a Word document", EXPORT),
    Format(
        r"PK\x03\x04[\s\S]{0,80}?opendocument\.spreadsheet", "an OpenDocument spreadsheet", "save it as CSV"
    ),
    Format(r"PK\x03\x04[\s\S]{0,80}?opendocument", "an OpenDocument file", EXPORT),
    Format(r"PK\x03\x04[\s\S]{0,80}?epub", "an EPUB book", EXPORT),
    Format(r"PK\x03\x04", "a ZIP archive", UNPACK),
    Format(r"\xd0\xcf\x11\xe0", "an old Office document", "save a sheet as CSV; of a document, " + EXPORT),
    Format(r"%PDF-", "a PDF", "add the paper by its arXiv id or DOI: papershelf add ID"),
    Format(r"SQLite format 3\x00", "a SQLite database", EXPORT),
    Format(
        r"\x89PNG|\xff\xd8\xff|GIF8|RIFF[\s\S]{4}WEBP|BM[\s\S]{4}\x00{4}|II\*\x00|MM\x00\*",
        "a picture",
        EXPORT,
    ),
    Format(r"PAR1|ARROW1|\x89HDF", "a data file for analysis", "save the table as CSV"),
    Format(r"\x00\x05\x16\x07|bplist", "a system file of macOS", "give the feed itself"),
)
# The first characters of text files, white space left out
TEXT = (
    Format(r"\{\\rtf", "RTF", EXPORT),
    Format(r"%!PS", "PostScript", "add the paper by its arXiv id or DOI: papershelf add ID"),
    Format(r"RT [A-Z].*\n(?:SR|ID|A1|T1) ", "RefWorks' tagged format", "export the records as RIS"),
    Format(r"FN (?:Clarivate|Thomson|ISI)|PT [JBSP]\nAU ", "Web of Science plain text", "export as RIS"),
    Format(r"\\(?:document(?:class|style)|begin|bibitem|usepackage|input)\b", "LaTeX", "give its .bib file"),
    Format(r"#LyX", "LyX", "give its .bib file"),
    Format(r"\[\[?[\w.\" -]+\]\]?\s+(?:#.*\n\s*)*[\w.\"-]+ *=|[\w-]+ = [\"'\[\d{]", "TOML", EXPORT),
    Format(
        r"---[ \t]*\n|%YAML|(?:#.*\n\s*)*(?-i:- +)?(?-i:[a-z_][\w-]*):(?: .*)?\n *(?:- |[\w\"'-]+:(?:\s|$))",
        "YAML", MAP_IT,
    ),
)  # fmt: skip
XML_NAMES = {
    "PubmedArticleSet": ("PubMed's XML", "export the records in the format PubMed (.nbib)"),
    "modsCollection": ("MODS", EXPORT),
    "mods": ("MODS", EXPORT),
    "rss": ("RSS", "add its papers by arXiv id or DOI: papershelf add ID"),
    "rdf:RDF": ("RDF", EXPORT),
    "dblp": ("DBLP's XML", "take the BibTeX that DBLP offers"),
    "opml": ("OPML", EXPORT),
    "svg": ("a picture", EXPORT),
    "TEI": ("TEI", EXPORT),
    "article": ("a paper's own XML (JATS)", "add the paper by its DOI: papershelf add ID"),
    "collection": ("MARC XML", EXPORT),
    "plist": ("a property list", EXPORT),
}
# What is before the root: instructions, comments, a document type; possessive, so that nothing is tried twice
ROOT = re.compile(
    r"\s*+(?:(?:<\?(?:(?!\?>).)*+\?>|<!--(?:(?!-->).)*+-->|<!DOCTYPE[^>\[]*+(?:\[[^\]]*+\]\s*+)?>)\s*+)*+"
    r"<(?P<name>[\w:.-]+)",
    re.DOTALL | re.IGNORECASE,
)
LONGEST_LINE = 1_000  # characters of a line of ids
HEAD = 5_000  # characters that show what a file is


def binary_format(source: bytes) -> str | None:
    """Name the format of a file that isn't text, and say what to do with it."""
    return _found(BINARY, source[:HEAD].decode("latin-1"), 0)


def text_format(text: str) -> str | None:
    """Name the format of a text that no reader knows, and say what to do with it."""
    if _is_list_of_ids(text):
        return "a list of ids; look the papers up: papershelf add < FILE"
    return _found(TEXT, text[:HEAD].lstrip(), re.IGNORECASE)


def xml_format(text: str) -> tuple[str, int] | None:
    """Name the format of XML that no reader knows, and say what to do with it; add the line of its root."""
    root = ROOT.match(text)
    if not root:
        return None
    name, instead = XML_NAMES.get(root["name"], (f"XML with the root element <{root['name']}>", EXPORT))
    return f"{name}, which can't be read; {instead}", text.count("\n", 0, root.start("name")) + 1


def _found(formats: tuple[Format, ...], head: str, flags: int) -> str | None:
    found = next((each for each in formats if re.match(each.start, head, flags)), None)
    return f"{found.name}, which can't be read; {found.instead}" if found else None


def _is_list_of_ids(text: str) -> bool:
    lines = text.split("\n")
    if max(map(len, lines)) > LONGEST_LINE:
        return False
    first = next((line for line in lines if line.strip() and not line.lstrip().startswith("#")), "")
    try:  # the first line alone shows of most texts that they aren't
        return bool(read_identifiers([first]) and read_identifiers(lines))
    except InvalidInputError:
        return False
