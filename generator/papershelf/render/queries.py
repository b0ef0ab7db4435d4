"""Queries of the page of all papers, as its script reads them from the address."""

import re
from urllib.parse import quote


def value_query(facet: str, value: str) -> str:
    """Return the query for the papers with a value of a facet; a comma would separate two values."""
    return f"{facet}=" + quote(re.sub(r"[\\,]", r"\\\g<0>", value))
