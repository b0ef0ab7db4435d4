"""The JSON of Hugging Face's Daily Papers API, and the forms in which archives keep it.

`GET /api/daily_papers` replies with a list of rows, each with a `paper`; `/api/papers/ID` with a bare paper.
Archives hold each row as text, the `repr` of a Python dict; some put the rows in an object with their date.
Source: https://huggingface.co/docs/hub/api
"""

import ast
import re
import warnings
from collections.abc import Iterable
from dataclasses import replace

from papershelf.feeds.capture import JSON_LIST, Capture, UnusableRecordError, invalid, read_records
from papershelf.feeds.identifiers import arxiv_id
from papershelf.feeds.json_records import Document, as_text
from papershelf.feeds.record_values import iso_date, links, names, one_line, with_unkept, words
from papershelf.model import Block, Candidate

LINKS = {"githubRepo": "code", "projectPage": "project"}
KEPT = frozenset({"id", "title", "summary", "authors", "publishedAt", "upvotes", "organization"})
# About the page and the Hub's users, not about the paper
TECHNICAL = frozenset(
    {
        "discussionId", "submittedOnDailyAt", "submittedOnDailyBy", "submittedBy", "thumbnail", "mediaUrl",
        "mediaUrls", "isAuthorParticipating", "githubRepoAddedBy",
    }
)  # fmt: skip
LONGEST_ROW = 1_000_000  # characters; real ones have some thousand
DEEPEST_ROW = 30  # brackets within brackets; real ones have six
PYTHON_STRING = re.compile(r"'(?:[^'\\]|\\.)*+'|\"(?:[^\"\\]|\\.)*+\"", re.DOTALL)


def is_row(value: object) -> bool:
    """Tell a row of the API, a bare paper of it or an archived row from other JSON."""
    if isinstance(value, str):
        return value.lstrip().startswith("{")
    return isinstance(value, dict) and not {"paper", "upvotes", "publishedAt"}.isdisjoint(value)


def is_error(value: object) -> bool:
    """Tell the object with which the API refuses a request from other JSON."""
    return isinstance(value, dict) and isinstance(value.get("error"), str)


def read(document: Document, path: str) -> Capture:
    """Read a reply of the API or an archived one; a day without papers gives an empty Capture.

    Raises InvalidInputError where the document has records and none of them is a row of the API.
    """
    _require_rows(document, path)
    archived = any(isinstance(record.value, str) for record in document.records)
    grammar = "Daily Papers API (archived rows)" if archived else "Daily Papers API"
    day = one_line(document.around.get("date")) or _day(record.value for record in document.records)
    return replace(read_records(grammar, document.records, _candidate, day=day), frame=JSON_LIST)


def _require_rows(document: Document, path: str) -> None:
    values = [record.value for record in document.records]
    if not values or any(map(is_row, values)):
        return
    message = "this isn't a row of the Daily Papers API; save the reply of /api/daily_papers as it is"
    if is_error(values[0]):
        message = f"the API answered: {one_line(values[0]['error'])}; fix the request and ask again"
    raise invalid(path, document.records[0].block.line, message)


def _archived(text: str) -> object:
    """Read the `repr` of a Python dict; nothing in it is ever executed."""
    if len(text) > LONGEST_ROW or _depth(PYTHON_STRING.sub("", text)) > DEEPEST_ROW:
        raise UnusableRecordError("an archived row too long or nested too deeply to be one paper; remove it")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about escapes in the row
            return ast.literal_eval(text.strip())
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        raise UnusableRecordError("an archived row that isn't a Python dict; fetch that day again") from None


def _depth(text: str) -> int:
    depth = deepest = 0
    for bracket in re.findall(r"[\[{(\]})]", text):
        depth += 1 if bracket in "[{(" else -1
        deepest = max(deepest, depth)
    return deepest


def _candidate(value: object, block: Block) -> Candidate:
    row = _archived(value) if isinstance(value, str) else value
    paper = row.get("paper", row) if isinstance(row, dict) else None
    if not isinstance(row, dict) or not isinstance(paper, dict):
        raise UnusableRecordError("this row has no paper; remove it or fetch that day again")
    title = one_line(paper.get("title")) or one_line(row.get("title"))
    if not title:
        raise UnusableRecordError("a paper without a title; complete or remove it")
    votes = paper.get("upvotes")
    candidate = Candidate(
        title,
        one_line(paper.get("summary")) or one_line(row.get("summary")) or None,
        block.line,
        arxiv=arxiv_id(one_line(paper.get("id"))),
        authors=names(_values(paper.get("authors"), "name")),
        published=iso_date(paper.get("publishedAt")),
        links=links(**{key: paper.get(name) for name, key in LINKS.items()}),
        keywords=words(_values(paper.get("ai_keywords"))),
        votes=votes if type(votes) is int and votes >= 0 else None,
        organisation=_organisation(paper.get("organization") or row.get("organization")),
        blocks=(block,),
    )
    given = {name: _as_text(value) for name, value in {**row, **paper}.items() if value and name != "paper"}
    kept = {name for name, key in LINKS.items() if candidate.links.get(key)} | KEPT | TECHNICAL
    return with_unkept(candidate, given, kept)


def _as_text(value: object) -> str:
    texts = value if isinstance(value, list) else [value]
    return "; ".join(one_line(as_text(each)) for each in texts)


def _values(items: object, key: str | None = None) -> Iterable[object]:
    """Return the items of a list, or their values of `key`; hidden authors count as authors."""
    if not isinstance(items, list):
        return []
    return items if key is None else [item.get(key) for item in items if isinstance(item, dict)]


def _organisation(value: object) -> str | None:
    if not isinstance(value, dict):
        return None
    return one_line(value.get("fullname")) or one_line(value.get("name")) or None


def _day(rows: Iterable[object]) -> str | None:
    """Return the day on whose page all rows were, if they have one in common."""
    papers = [row.get("paper") for row in rows if isinstance(row, dict)]
    days = {iso_date(paper.get("submittedOnDailyAt")) for paper in papers if isinstance(paper, dict)}
    day = days.pop() if len(days) == 1 else None
    return str(day) if day else None
