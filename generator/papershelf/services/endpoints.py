"""The APIs we ask: their URLs, how often they may be asked, and how they want to know who asks."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

from papershelf.problems import UserFacingError


class ApiError(UserFacingError):
    """An API that gave no usable reply; the message says which, what happened and what to do.

    `lasting` says that the next question would very likely fail as well.
    """

    def __init__(self, name: str, what: str, *, lasting: bool = False) -> None:
        super().__init__(f"{name}: {what}")
        self.name = name
        self.lasting = lasting


@dataclass(frozen=True, slots=True)
class Api:
    """One API: `interval` is the minimum number of seconds between two requests.

    `contact_parameter` and `key_parameter` name query parameters, `key_header` a header, where the API wants
    to know the user's address or has keys; `key` is the user's own.
    """

    id: str
    name: str
    url: str
    interval: float
    contact_parameter: str | None = None
    key_parameter: str | None = None
    key_header: str | None = None
    key: str | None = field(default=None, repr=False)

    @property
    def url_variable(self) -> str:
        """The environment variable for another base URL, such as that of a mirror."""
        return f"PAPERSHELF_{self.id.upper()}_URL"

    @property
    def key_variable(self) -> str | None:
        """The environment variable for the user's key, where the API has keys."""
        return f"PAPERSHELF_{self.id.upper()}_KEY" if self.key_parameter or self.key_header else None


# arXiv: "no more than one request every three seconds" (terms of use of its APIs). Crossref: one list query a
# second in the public pool. OpenAlex: 100 a second at most; a search costs money there, so no hurry either.
# Semantic Scholar: one a second with a key, 100 in five minutes without. Hugging Face: 500 in five minutes.
# Zotero sets no number; it says in a reply how long to wait (`Backoff`).
APIS = (
    Api("arxiv", "arXiv", "https://export.arxiv.org/api", 3.0),
    Api(
        "semantic_scholar",
        "Semantic Scholar",
        "https://api.semanticscholar.org/graph/v1",
        3.0,
        key_header="x-api-key",
    ),
    Api("hugging_face", "Hugging Face", "https://huggingface.co/api", 1.0),
    Api("crossref", "Crossref", "https://api.crossref.org", 1.0, contact_parameter="mailto"),
    Api(
        "openalex",
        "OpenAlex",
        "https://api.openalex.org",
        0.2,
        contact_parameter="mailto",
        key_parameter="api_key",
    ),
    Api("zotero", "Zotero", "https://api.zotero.org", 1.0, key_header="Zotero-API-Key"),
)


def configured(environ: Mapping[str, str], apis: Iterable[Api] = APIS) -> dict[str, Api]:
    """Return the APIs by id with the URLs and keys of the environment. Raises ApiError for an invalid URL."""
    found: dict[str, Api] = {}
    for api in apis:
        url = environ.get(api.url_variable) or api.url
        parts = urlsplit(url)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            what = f"{api.url_variable} is '{url}', which is not an http(s) address; correct it or unset it"
            raise ApiError(api.name, what)
        key = environ.get(api.key_variable) if api.key_variable else None
        found[api.id] = replace(api, url=url.rstrip("/"), key=key or None)
    return found
