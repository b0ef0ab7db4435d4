"""One paper of a page in Markdown, read item by item: abstract, votes, date, authors, links."""

import re
from dataclasses import dataclass, field
from typing import Any

from papershelf.feeds.author_columns import names_in
from papershelf.feeds.daily_papers import lines
from papershelf.feeds.daily_papers.items import Item
from papershelf.feeds.identifiers import arxiv_id, arxiv_mention
from papershelf.feeds.person_names import authors_of
from papershelf.feeds.record_values import links, one_line
from papershelf.feeds.written_dates import written_date
from papershelf.model import Block, Candidate

VOTES = re.compile(r"(?:(?:Upvotes?|Votes)\b:?\s*)?(?P<count>[0-9]{1,5})(?:\s*(?:up)?votes?)?", re.IGNORECASE)
AUTHORS = re.compile(r"[·•\s]*[0-9]+ authors?[·•\s]*", re.IGNORECASE)
LABELLED = re.compile(r"(?P<label>[A-Za-z][A-Za-z ]{1,20}):\s*(?P<text>\S.*)")
MARKS = frozenset({"·", "•", "|", "-", "Upvote", "Submitted by", "GitHub", "arXiv Page", "View arXiv page"})
SECTIONS = frozenset({"abstract", "summary"})
HUB = re.compile(r"https?://(?:www\.)?huggingface\.co(?:/|$)")
SOMEBODY = re.compile(r"https?://(?:www\.)?huggingface\.co/[\w.-]+/?")
FEWEST_WORDS = 5  # of a sentence that is an abstract, however short


@dataclass(slots=True)
class Entry:
    """What the page says of one paper, collected item by item; `last` is the text of the last one."""

    name: str
    arxiv: str
    line: int
    last: str = ""
    facts: dict[str, Any] = field(default_factory=dict)
    unkept: dict[str, str] = field(default_factory=dict)
    blocks: list[Block] = field(default_factory=list)

    def candidate(self) -> Candidate:
        """Return the paper as a candidate."""
        facts = {"title": one_line(self.name), "arxiv": self.arxiv, "line": self.line, **self.facts}
        return Candidate(**facts, unkept=self.unkept, blocks=tuple(self.blocks))

    def take(self, item: Item, day: str | None) -> bool:
        """Take what an item says of the paper; False where it says nothing that can be understood."""
        label = LABELLED.fullmatch(item.text)
        known = (
            not item.text
            or item.text in MARKS
            or item.text.lower() in SECTIONS
            or bool(AUTHORS.fullmatch(item.text))
            or self._take_votes(item)
            or self._take_date(item.text, day)
            or bool(label and self._take_labelled(label["label"].lower(), label["text"]))
            or self._take_abstract(item.text)
            or lines.is_furniture(item.text)
            or self._take_link(item)
        )
        if not known and label:
            self.unkept[label["label"]] = label["text"]
        if known or label:
            self.last = item.text
            self.blocks += item.blocks
        return bool(known or label)

    def _take_votes(self, item: Item) -> bool:
        votes = VOTES.fullmatch(item.text)
        is_named = "vote" in item.text.lower() or self.last == "Upvote"
        if votes and (is_named or any("/login" in link for link in item.links)):
            self.facts.setdefault("votes", int(votes["count"]))
        return bool(votes) or lines.is_count(item.text)

    def _take_date(self, text: str, day: str | None) -> bool:
        if not lines.is_day(text):
            return False
        if date := lines.published(text, day):
            self.facts.setdefault("published", date)
        return True

    def _take_labelled(self, label: str, text: str) -> bool:
        if label in SECTIONS:
            self.facts.setdefault("abstract", text)
        elif label in {"author", "authors", "by"}:
            self.facts["authors"], self.facts["others"] = authors_of(names_in([text])(text))
        elif label in {"published", "published on", "date"} and (date := written_date(text)):
            self.facts["published"] = date
        elif label in {"code", "github", "project", "project page"} and (found := links(link=text)):
            name = "code" if label in {"code", "github"} else "project"
            self.facts["links"] = {**self.facts.get("links", {}), name: found["link"]}
        else:
            return arxiv_id(text) == self.arxiv
        return True

    def _take_abstract(self, text: str) -> bool:
        is_sentence = len(text.split()) >= FEWEST_WORDS and text.endswith((".", "!", "?"))
        if "abstract" in self.facts or not (lines.could_be_abstract(text) or is_sentence):
            return False
        self.facts["abstract"] = one_line(text)
        return True

    def _take_link(self, item: Item) -> bool:
        """Take links to code; whose name is that of an organisation comes after the abstract.

        A link to another paper is nothing that this one says.
        """
        if any(arxiv_mention(link) not in {None, self.arxiv} for link in item.links):
            return False
        code = [link for link in item.links if re.match(r"https?://github\.com/[\w.-]+/", link)]
        if code:
            self.facts["links"] = {"code": code[0], **self.facts.get("links", {})}
        is_byline = len(item.links) == 1 and bool(SOMEBODY.fullmatch(item.links[0]))
        if is_byline and "abstract" in self.facts and self.last != "Submitted by":
            self.facts.setdefault("organisation", item.text)
        return bool(code) or any(HUB.match(link) or arxiv_mention(link) for link in item.links)
