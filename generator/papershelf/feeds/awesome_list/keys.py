"""What a line or a column of a list says that it is: "📖 TLDR: …", "Authors: …", a column "Venue"."""

import regex

from papershelf.feeds.awesome_list.addresses import WORDS

KEYS = {
    "authors": ("author", "authors", "by"),
    "venue": ("venue", "publisher", "publication", "published", "conference", "journal", "published in",
              "pub"),
    "date": ("date", "year", "published on", "publication date", "submitted", "time", "release date"),
    "note": ("tldr", "tl dr", "summary", "description", "introduction", "note", "notes", "comment",
             "comments",
             "highlight", "highlights", "key idea", "main idea"),
    "abstract": ("abstract",),
    "title": ("title", "paper title", "title & authors", "title and authors", "paper name", "paper",
              "papers", "名称"),
    "links": ("link", "links", "code", "url", "github", "pdf", "project", "arxiv", "doi", "paper link",
              "website",
              "resources", "page", "repo", "source"),
}  # fmt: skip
ROLES = {word: role for role, words in KEYS.items() for word in words}
KEYED = regex.compile(r"^[^\p{L}]*(?P<key>\p{L}[\p{L} /&-]{1,30}?)\s*[:：]\s*(?P<value>.*)$", regex.DOTALL)


def role_of(key: str) -> str | None:
    """Return which fact a key is about, of those in KEYS; None for any other."""
    words = " ".join(WORDS.findall(key.lower())).replace(" and ", " & ")
    return ROLES.get(words) or ROLES.get(" ".join(key.lower().split()))
