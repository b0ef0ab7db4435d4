"""What the links of an entry lead to: the paper, its code, its project, or something else of a name."""

import re
from urllib.parse import unquote, urlsplit

from papershelf.feeds.awesome_list.outline import Run
from papershelf.feeds.identifiers import arxiv_mention, doi_name, doi_of_page
from papershelf.text.slugs import slug_of

# Where papers are published; subdomains belong to them
PUBLISHERS = (
    "aaai.org", "academic.oup.com", "acm.org", "aclanthology.org", "aclweb.org", "acs.org", "aps.org",
    "arxiv.org", "biorxiv.org", "bmva.org", "bmvc2019.org", "cambridge.org", "cell.com", "ceur-ws.org",
    "chemrxiv.org", "citeseerx.ist.psu.edu", "computer.org", "csdl.computer.org", "cv-foundation.org",
    "direct.mit.edu", "distill.pub", "doi.org", "dx.doi.org", "ecva.net", "elifesciences.org",
    "frontiersin.org",
    "hal.science", "huggingface.co/papers", "ieee.org", "ieeexplore.ieee.org", "ijcai.org", "interspeech.org",
    "iospress.com", "iopscience.iop.org", "isca-archive.org", "isca-speech.org", "jmlr.org",
    "journals.plos.org",
    "lmlr.press", "mdpi.com", "medrxiv.org", "mitpressjournals.org", "mlr.press", "mlsys.org", "nature.com",
    "ncbi.nlm.nih.gov", "neurips.cc", "nips.cc", "nowpublishers.com", "openaccess.thecvf.com",
    "openreview.net",
    "papers.ssrn.com", "pnas.org", "pubmed.ncbi.nlm.nih.gov", "roboticsproceedings.org",
    "royalsocietypublishing.org",
    "sagepub.com", "science.org", "sciencedirect.com", "sciencemag.org", "semanticscholar.org", "siam.org",
    "springer.com", "springeropen.com", "tandfonline.com", "techrxiv.org", "thecvf.com", "transacl.org",
    "usenix.org", "vldb.org", "wiley.com", "worldscientific.com",
)  # fmt: skip
CODE_HOSTS = ("github.com", "gitlab.com", "bitbucket.org", "codeberg.org", "gitee.com")
PAGE_HOSTS = ("github.io", "sites.google.com", "gitlab.io", "netlify.app", "vercel.app", "pages.dev")
VIDEO_HOSTS = ("youtube.com", "youtu.be", "bilibili.com", "vimeo.com", "slideslive.com")
HOSTS = (("paper", PUBLISHERS), ("code", CODE_HOSTS), ("video", VIDEO_HOSTS), ("project", PAGE_HOSTS))
ABOUT_PAPER = frozenset({"video", "slides", "poster", "supplement", "review", "bibtex"})
FILES_BESIDE = frozenset({"slides", "poster"})
# What a text says of a file that is beside a paper, and what such a file is called
BESIDE = re.compile(
    r"^\W*(?:slides?|poster)\b(?=\W*[:–—-])|\b(?:slides?|slide deck|poster)\W*$|[(\[](?:slides?|poster)[)\]]",
    re.IGNORECASE,
)
BESIDE_FILE = re.compile(r"(?:^|[/_.-])(?:slides?|handouts?)(?:[_.-][^/]*)?$", re.IGNORECASE)
PICTURES = re.compile(r"\.(?:png|jpe?g|gif|svg|webp)(?:$|\?)", re.IGNORECASE)
SHIELD = re.compile(r"img\.shields\.io/badge/(?:[^?]*?-)?(?P<text>[^-?/]+)-[^-?/]+(?:\.svg)?(?:\?|$)")
NAMED = {
    "paper": ("paper", "papers", "arxiv", "abs", "abstract", "pdf", "doi", "openreview", "link", "preprint",
              "paper link", "paper pdf", "arxiv paper", "conference paper", "acm", "ieee", "springer", "here",
              "official version", "camera ready", "full paper", "article", "read paper", "html", "ps",
              "arxiv link", "acl", "论文", "pdf link", "paper arxiv", "arxiv pdf", "hf paper", "alphaxiv",
              "huggingface paper", "论文链接", "论文地址",
              "论文下载", "论文下载链接", "pub", "publisher",
              "official", "journal", "proceedings", "publication"),
    "code": ("code", "github", "codes", "git", "repo", "repository", "source code", "official code", "star",
             "stars", "github repo", "implementation", "pytorch", "tensorflow", "official", "github stars",
             "code link", "pytorch code", "tensorflow code", "caffe", "torch", "keras", "jax", "mxnet",
             "chainer", "matlab",
             "official implementation", "official github", "开源代码", "代码", "代码链接", "代码地址",
             "code available",
             "code github",
             "github star", "stargazers", "gh", "code data", "code and data", "caffe code", "matlab code",
             "software", "library", "toolkit", "unofficial code", "pytorch implementation"),
    "project": ("project", "website", "page", "homepage", "project page", "site", "web", "home", "webpage",
                "project website", "home page", "web page", "project homepage", "project web", "proj",
                "webcite",
                "project link", "主页", "项目", "项目主页", "官网"),
    "video": ("video", "videos", "youtube", "talk", "presentation", "oral", "demo video", "supp video",
              "视频"),
    "slides": ("slides", "slide", "ppt", "pptx"),
    "data": ("dataset", "data", "datasets", "benchmark", "dataset page", "数据", "数据集"),
    "model": ("model", "models", "checkpoint", "checkpoints", "weights", "huggingface", "hugging face", "hf"),
    "demo": ("demo", "online demo", "playground", "colab", "app", "space"),
    "blog": ("blog", "blog post", "post", "news", "medium", "blogpost", "中文解读", "解读"),
    "poster": ("poster",),
    "supplement": ("supp", "supplementary", "supplement", "supplementary material", "appendix",
                   "supplemental"),
    "review": ("review", "reviews"),
    "leaderboard": ("leaderboard",),
    "summary": ("summary", "notes", "note", "explained", "tldr"),
    "bibtex": ("bibtex", "bib", "cite", "citation", "citations", "scholar", "google scholar"),
    "documentation": ("docs", "documentation", "doc"),
    "tweet": ("tweet", "twitter", "x", "thread"),
}  # fmt: skip
"""Names of links to the words by which lists call them; lower case, words parted by blanks."""
CALLED = {word: name for name, words in reversed(NAMED.items()) for word in words}
WORDS = re.compile(r"[^\W_]+")
SHORTCODE = re.compile(r":[a-z0-9_+-]+:")  # of an emoji
MOST_WORDS = 3
GENERIC = frozenset(
    {"link", "here", "official", "html", "publication", "journal"}
)  # of anything, not only papers
NOT_A_PAPER = re.compile(
    r"/(?:menu|forum-list|accepted[-_]papers?\w*|conferences?(?:/[0-9]{4})?|journals?|home|group|virtual)(?:\.\w+)?/?$|^/?(?:[A-Z]{2,8}_?(?:[0-9]{4})?(?:\.py)?)?/?$",
    re.IGNORECASE,
)


def doi_in(address: str) -> str | None:
    """Return the DOI that an address at doi.org or at a publisher's names."""
    if doi_of_page(address):
        return doi_of_page(address)
    at_publisher = _is_of(_host(address), PUBLISHERS) and re.search(
        r"/(?:doi|chapter|article|book|content/pdf)/", address
    )
    return doi_name(address) if at_publisher else None


def label(run: Run) -> str:
    """Return what a link is called: its text, or what its badge says, in lower-case words."""
    text = run.text
    if run.image:
        shield = SHIELD.search(unquote(run.image))
        text = shield["text"] if shield and run.text.lower() in {"image", "badge", "img", ""} else run.text
    return " ".join(WORDS.findall(SHORTCODE.sub("", text).lower()))


def name_of(run: Run) -> str:
    """Return the name of a link: paper, code, project, data, …; "" where neither text nor host tells one."""
    called_so = called(run)
    if called_so in ABOUT_PAPER:
        return called_so
    host = _host(run.link)
    if arxiv_mention(run.link) or doi_of_page(run.link):
        return "paper"
    by_host = next((name for name, hosts in HOSTS if _is_of(host, hosts)), "")
    if by_host and by_host != "project":
        return by_host
    is_paper = leads_to_paper(run)
    if called_so == "paper" and not is_paper:
        return by_host or _at_hugging_face(host, run.link)
    if called_so and not (called_so == "code" and is_paper):
        return called_so
    return "paper" if is_paper else by_host or _at_hugging_face(host, run.link)


def _at_hugging_face(host: str, address: str) -> str:
    """Return what a page of Hugging Face holds: data, a demo or a model."""
    if host != "huggingface.co":
        return ""
    return "data" if "/datasets/" in address else "demo" if "/spaces/" in address else "model"


def called(run: Run) -> str:
    """Return the name of a link that is called so; "" where the words are none of those in NAMED."""
    words = label(run).split()
    alone = CALLED.get(" ".join(words), "")
    if alone or len(words) > MOST_WORDS:
        return alone
    return next((CALLED[word] for word in words if word in CALLED), "")


def leads_to_paper(run: Run) -> bool:
    """Tell the address of a paper: it names an arXiv id or a DOI, or is at a publisher's, or a PDF."""
    if not run.link.startswith(("http://", "https://")) or PICTURES.search(run.link):
        return False
    parts = urlsplit_or_none(run.link)
    if parts is None or arxiv_mention(run.link) or doi_of_page(run.link):
        return parts is not None
    _, path, query = parts
    host = _host(run.link)
    if _is_of(host, PUBLISHERS):
        return bool(query) or not NOT_A_PAPER.search(path)
    words = label(run)
    if _is_of(host, (*CODE_HOSTS, *VIDEO_HOSTS)):
        return path.lower().endswith(".pdf") and CALLED.get(words) == "paper"
    if called(run) in FILES_BESIDE or BESIDE.search(run.text) or BESIDE_FILE.search(path):
        return False
    is_pdf = path.lower().endswith(".pdf") or "/pdf/" in path.lower()
    return is_pdf or is_called_paper(run)


def is_at_publisher(address: str) -> bool:
    """Tell an address of one of the hosts that publish papers."""
    return _is_of(_host(address), PUBLISHERS)


def is_called_paper(run: Run) -> bool:
    """Tell a link whose text is a word for a paper, and not one for anything."""
    words = label(run)
    return CALLED.get(words) == "paper" and words not in GENERIC


def urlsplit_or_none(address: str) -> tuple[str, str, str] | None:
    """Return host, path and query of an address; None for one that cannot be parsed."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    return parts.netloc, parts.path, parts.query


def slug_of_label(run: Run) -> str:
    """Return the name for a link of its own kind, made of its short text; "" where the text is a sentence."""
    words = label(run)
    return slug_of(words) if words and len(words.split()) <= 2 and len(words) <= 20 else ""  # noqa: PLR2004


def _host(address: str) -> str:
    parts = urlsplit_or_none(address)
    return parts[0].lower().rpartition("@")[2].removeprefix("www.") if parts else ""


def _is_of(host: str, hosts: tuple[str, ...]) -> bool:
    return any(host == each or host.endswith(f".{each}") for each in hosts)
