"""arXiv: preprints by id or query, as Atom."""

import re
from collections.abc import Mapping, Sequence

from papershelf.feeds import arxiv_atom
from papershelf.feeds.capture import decode
from papershelf.feeds.identifiers import arxiv_id
from papershelf.services.http_client import Client, Query
from papershelf.services.record import Facts, of_candidate

HITS = 5
AT_ONCE = 50


def fetch(client: Client, ids: Sequence[str]) -> list[bytes]:
    """The raw Atom of papers by id, 50 a reply; an unknown id is left out by arXiv."""
    starts = range(0, len(ids), AT_ONCE)
    return [_query(client, {"id_list": ",".join(ids[start : start + AT_ONCE])}, AT_ONCE) for start in starts]


def search(client: Client, query: str, limit: int) -> bytes:
    """The raw Atom of the newest papers for a query in arXiv's language, such as "cat:cs.DB AND ti:hash"."""
    params = {"search_query": query, "sortBy": "submittedDate", "sortOrder": "descending"}
    return _query(client, params, limit, fresh=True)


def by_arxiv(client: Client, ids: Sequence[str]) -> Mapping[str, Facts]:
    """What arXiv knows of papers by id; an unknown one is left out."""
    facts = [record for source in fetch(client, ids) for record in read(source)]
    known = {record.arxiv: record for record in facts}
    return {asked: known[arxiv] for asked in ids if (arxiv := arxiv_id(asked)) in known}


def by_title(client: Client, title: str) -> Sequence[Facts]:
    """The papers that have these words in this order in their titles."""
    words = " ".join(re.findall(r"\w+", title))
    return read(_query(client, {"search_query": f'ti:"{words}"'}, HITS))


def read(source: bytes) -> list[Facts]:
    """Read a reply; InvalidInputError where it is an error, which arXiv sends as an entry."""
    return [
        of_candidate(candidate) for candidate in arxiv_atom.read(decode(source, "reply"), "reply").candidates
    ]


def _query(client: Client, params: Mapping[str, str], limit: int, *, fresh: bool = False) -> bytes:
    every = {**params, "start": "0", "max_results": str(limit)}
    return client.ask(Query("arxiv", "query", every, fresh=fresh), _checked)


def _checked(source: bytes) -> bytes:
    read(source)
    return source
