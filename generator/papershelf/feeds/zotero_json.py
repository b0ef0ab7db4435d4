"""Zotero's API: items with their CSL-JSON and their data, as `format=json&include=data,csljson` gives them.

Source: https://www.zotero.org/support/dev/web_api/v3/basics
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from papershelf.feeds import csl_json
from papershelf.feeds import record_values as values
from papershelf.feeds.capture import JSON_LIST, Capture, UnusableRecordError, read_records
from papershelf.feeds.identifiers import arxiv_mention
from papershelf.feeds.json_records import Document
from papershelf.model import Block, Candidate

GRAMMAR = "Zotero items"
NO_PAPERS = frozenset({"attachment", "note", "annotation"})
OF_ZOTERO = ("extra", "archiveID", "url")  # where its data may name an arXiv id that CSL loses


def is_item(value: object) -> bool:
    """Tell an item of the API from other JSON."""
    return isinstance(value, dict) and "key" in value and {"data", "csljson"} <= value.keys()


def read(document: Document, _path: str) -> Capture:
    """Read the items; attachments and notes that stand alone are not papers, and furniture here."""
    items = [record for record in document.records if _type(record.value) not in NO_PAPERS]
    others = [record.block for record in document.records if _type(record.value) in NO_PAPERS]
    return replace(read_records(GRAMMAR, items, _candidate, furniture=others), frame=JSON_LIST)


def _type(item: Any) -> object:
    data = item.get("data") if isinstance(item, dict) else None
    return data.get("itemType") if isinstance(data, dict) else None


def _candidate(item: Any, block: Block) -> Candidate:
    if not is_item(item) or not isinstance(item["data"], dict) or not isinstance(item["csljson"], dict):
        raise UnusableRecordError("this isn't an item of Zotero's API; remove it")
    candidate = csl_json.candidate_of_item({"id": item["key"], **item["csljson"]}, block)
    data: Mapping[str, Any] = item["data"]
    texts = (str(data.get(key) or "") for key in OF_ZOTERO)
    tags = data.get("tags")
    named = [tag.get("tag") for tag in tags if isinstance(tag, dict)] if isinstance(tags, list) else []
    return replace(candidate, arxiv=candidate.arxiv or arxiv_mention(*texts), headings=values.words(named))
