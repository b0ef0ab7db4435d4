"""arXiv: preprints by id or query, as Atom (https://info.arxiv.org/help/api/user-manual.html)."""

import re
from collections.abc import Mapping, Sequence

from papershelf.feeds import arxiv_atom
from papershelf.feeds.capture import decode
from papershelf.feeds.identifiers import arxiv_id
from papershelf.model import Candidate
from papershelf.services.client import Client, Query, checked
from papershelf.services.replies import from_feed

HITS = 5
AT_ONCE = 50


def fetch(client: Client, ids: Sequence[str]) -> list[bytes]:
    """Fetch the raw Atom of papers by id, 50 per reply; arXiv leaves out ids that it does not know."""
    starts = range(0, len(ids), AT_ONCE)
    return [_query(client, {"id_list": ",".join(ids[start : start + AT_ONCE])}, AT_ONCE) for start in starts]


def search(client: Client, query: str, limit: int) -> bytes:
    """Fetch the raw Atom of the newest papers for a query in arXiv's language: "cat:cs.DB AND ti:hash"."""
    params = {"search_query": query, "sortBy": "submittedDate", "sortOrder": "descending"}
    return _query(client, params, limit, fresh=True)


def by_arxiv(client: Client, ids: Sequence[str]) -> Mapping[str, Candidate]:
    """Look up papers by arXiv id; unknown ids are left out."""
    records = {record.arxiv: record for source in fetch(client, ids) for record in read(source)}
    return {asked: records[arxiv] for asked in ids if (arxiv := arxiv_id(asked)) in records}


def by_title(client: Client, title: str) -> Sequence[Candidate]:
    """Search for papers with these words in this order in their titles."""
    words = " ".join(re.findall(r"\w+", title))
    return read(_query(client, {"search_query": f'ti:"{words}"'}, HITS))


def read(source: bytes) -> list[Candidate]:
    """Read a reply. Raises InvalidInputError for an error, which arXiv sends as an entry."""
    return [*map(from_feed, arxiv_atom.read(decode(source, "reply"), "reply").candidates)]


def _query(client: Client, params: Mapping[str, str], limit: int, *, fresh: bool = False) -> bytes:
    every = {**params, "start": "0", "max_results": str(limit)}
    return client.ask(Query("arxiv", "query", every, fresh=fresh), checked(read))
