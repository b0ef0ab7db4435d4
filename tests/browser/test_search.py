"""Searching as a reader does it: with keys, from any page, with words as they come."""

import gzip
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, Request, expect

pytestmark = pytest.mark.browser

PAPER = "papers/lsh-moe-communication-efficient-moe-training-via-locality/"
TITLE = "LSH-MoE: Communication-efficient MoE Training via Locality-Sensitive Hashing"

Visit = Callable[..., Page]

# What the module answers: [number found, query that was answered instead, titles of the first].
ANSWER = """async ([address, query, options]) => {
  const { search } = await import(address);
  const { total, instead, results } = await search(query, options);
  const first = await Promise.all(results.slice(0, 5).map(result => result.load(160)));
  return [total, instead, first.map(({ title }) => title)];
}"""


LACKING = """async ([address, query]) => {
  const { results } = await (await import(address)).search(query);
  return (await Promise.all(results.map((result) => result.load(160)))).map(({ lacking }) => lacking);
}"""


def query(page: Page) -> Locator:
    return page.get_by_role("dialog", name="Search").get_by_role("searchbox")


def results(page: Page) -> Locator:
    return page.get_by_role("list", name="Papers found").get_by_role("link")


def named(page: Page) -> Locator:
    """Authors, tags and venues."""
    return page.get_by_role("list", name="Authors, tags and venues").get_by_role("link")


def look_for(page: Page, words: str) -> None:
    """Press / and type."""
    page.keyboard.press("/")
    expect(query(page)).to_be_focused()
    query(page).press_sequentially(words)


def ask(page: Page, site: str, words: str, **options: object) -> tuple[int, str | None, list[str]]:
    total, instead, titles = page.evaluate(ANSWER, [f"{site}assets/search.js", words, options])
    return total, instead, titles


def lacking(page: Page, site: str, words: str) -> list[list[str]]:
    """What each paper that is found lacks of the words."""
    return page.evaluate(LACKING, [f"{site}assets/search.js", words])  # type: ignore[no-any-return]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 768, 1280])
def test_a_search_from_the_home_page_leads_to_the_paper(visit: Visit, width: int, scheme: str) -> None:
    """Whoever searches for a topic in words reaches the paper about it."""
    page = visit(width=width, scheme=scheme)
    page.get_by_role("main").get_by_role("button", name="Search papers and authors").click()
    query(page).press_sequentially("locality sensitive hashing")
    results(page).filter(has_text="LSH-MoE").click()
    expect(page).to_have_url(re.compile(f"/{PAPER}"))
    expect(page.get_by_role("main").get_by_role("heading", level=1)).to_have_text(TITLE)


def test_nothing_is_loaded_before_somebody_searches(visit: Visit) -> None:
    """Whoever only reads pays nothing for the search."""
    page = visit("tags/")
    page.wait_for_load_state("networkidle")
    entries = "performance.getEntriesByType('resource')"
    loaded = f"{entries}.filter(({{ name }}) => /search-index|search\\.js/.test(name)).length"
    assert page.evaluate(loaded) == 0
    look_for(page, "hash")
    expect(results(page).first).to_be_visible()
    assert page.evaluate(loaded) > 0


@pytest.mark.parametrize("opener", ["slash", "box by mouse", "box by typing"])
def test_the_header_opens_it(visit: Visit, opener: str) -> None:
    """The key, a click into the box and words typed there all lead to the dialog; Escape leads back."""
    page = visit("tags/")
    box = page.get_by_role("banner").get_by_role("searchbox", name="Search papers")
    if opener == "slash":
        page.keyboard.press("/")
    elif opener == "box by mouse":
        box.click()
    else:
        box.focus()
        page.keyboard.type("hash")
        expect(query(page)).to_have_value("hash")
    expect(query(page)).to_be_focused()
    page.keyboard.press("Escape")
    expect(query(page)).to_be_hidden()


def test_small_screens_have_a_button(visit: Visit) -> None:
    """Where there is no room for the box, its sign opens the dialog, which fits."""
    page = visit("tags/", width=320)
    page.get_by_role("banner").get_by_role("link", name="Search papers").click()
    query(page).press_sequentially("hashing")
    expect(results(page)).to_have_count(8)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    box = page.get_by_role("dialog", name="Search").bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 320


def test_the_hint_for_the_key_is_for_those_who_have_keys(visit: Visit) -> None:
    """On a touch screen no sign tells of a key."""
    touched = visit("tags/", width=1280, has_touch=True, is_mobile=True)
    expect(touched.locator(".ps-search kbd")).to_be_hidden()
    expect(visit("tags/").locator(".ps-search kbd")).to_be_visible()


def test_from_words_to_the_paper_by_keys(visit: Visit) -> None:
    """Arrows go to the answers and back, typing goes on with the words, Enter opens."""
    page = visit("tags/")
    page.keyboard.press("/")
    page.keyboard.insert_text("hashin")  # at once, so that no answer to a part of it comes later
    expect(results(page)).to_have_count(8)
    page.keyboard.press("ArrowDown")
    expect(named(page).first).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(query(page)).to_be_focused()
    for _ in range(named(page).count() + 1):
        page.keyboard.press("ArrowDown")
    expect(results(page).first).to_be_focused()
    page.keyboard.type("g lsh-moe")
    expect(query(page)).to_have_value("hashing lsh-moe")
    expect(named(page)).to_have_count(0)
    expect(results(page).first).to_contain_text("LSH-MoE")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("main").get_by_role("heading", level=1)).to_have_text(TITLE)


def test_enter_leads_to_all_results(visit: Visit) -> None:
    """Enter and the link below the answers lead to the browse page, which is asked the same."""
    page = visit("tags/")
    look_for(page, "hashing")
    everything = page.get_by_role("link", name=re.compile("^All [0-9]+ results$"))
    expect(everything).to_have_attribute("href", re.compile(r"/papers/\?q=hashing$"))
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/papers/\?q=hashing"))


def test_results_say_why(visit: Visit) -> None:
    """What was found is marked, in the title and where the abstract has most of it; the number is told."""
    page = visit("tags/")
    look_for(page, "locality sensitive hashing")
    first = results(page).first
    expect(first.locator(".ps-finder__title mark")).to_have_text(["Locality-Sensitive", "Hashing"])
    expect(first.locator(".ps-finder__excerpt mark").first).to_have_text("locality-sensitive")
    expect(page.get_by_role("dialog").get_by_role("status")).to_have_text(re.compile("^[0-9]+ papers$"))


def test_a_typing_error_is_forgiven_and_told(visit: Visit) -> None:
    """The nearest word is searched for, and the reader is told which."""
    page = visit("tags/")
    look_for(page, "megascael")
    expect(results(page)).to_have_count(1)
    expect(results(page)).to_contain_text("MegaScale")
    expect(page.get_by_role("dialog").get_by_role("status")).to_contain_text("with: megascale")


def test_without_scripts_no_search_is_offered(visit: Visit) -> None:
    """It could find nothing; a link to the list of all papers is in its place."""
    for width in (1280, 320):
        page = visit("tags/", width=width, java_script_enabled=False)
        banner = page.get_by_role("banner")
        expect(banner.get_by_role("searchbox")).to_be_hidden()
        expect(banner.get_by_role("link", name="Search papers")).to_be_hidden()
        banner.get_by_role("link", name="All papers").click()
        expect(page.locator("h1")).to_have_text("All papers")


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Xiaonan Nie", "LSH-MoE"),  # an author
        ("cross-polytope", "LSH-MoE"),  # a word of the abstract
        ("mixture of experts", "LSH-MoE"),  # a tag
        ("uznanski", "Faster Algorithms"),  # an author's name without its accent
        ("2412.20501", "TokenRing"),  # an arXiv id
        ("https://arxiv.org/abs/2412.20501", "TokenRing"),  # its address there
        ("arxiv.org/pdf/2412.20501v1.pdf", "TokenRing"),  # that of its text
        ("https://doi.org/10.48550/arXiv.2412.20501", "TokenRing"),  # the DOI that arXiv gave it
        ("2412.20501v5", "TokenRing"),  # an arXiv id with its version
        ("arXiv:2412.20501", "TokenRing"),  # as a paper's page has it
        ("10.1109/TPAMI.2018.2889473", "Efficient and robust"),  # a DOI
        ("https://doi.org/10.1109/tpami.2018.2889473", "Efficient and robust"),  # its address
        ("tokenr", "TokenRing"),  # a beginning
        ("ring attention", "TokenRing"),  # a part of a joined word
        ("h2o", "H₂O"),  # a title in plain letters
        ("FSDP", "ByteScale"),  # another name of one of its tags
        ('"locality sensitive hashing"', "LSH-MoE"),  # a phrase, spelt otherwise
    ],
)
def test_what_finds_a_paper(visit: Visit, site: str, words: str, found: str) -> None:
    """Authors, abstracts, tags and their aliases, ids, prefixes and phrases find it."""
    total, instead, titles = ask(visit("tags/"), site, words)
    assert total
    assert instead is None
    assert any(title.startswith(found) for title in titles)


def test_a_doi_finds_that_paper_alone(visit: Visit, site: str) -> None:
    """Whichever words a DOI is made of, no other paper is found by them, and an unknown one finds nothing."""
    page = visit("tags/")
    assert ask(page, site, "doi:10.1109/TPAMI.2018.2889473")[0] == 1
    assert ask(page, site, "10.1109/TPAMI.2018.2889474")[:2] == (0, None)


@pytest.mark.parametrize(
    ("british", "american"),
    [
        ("neighbour", "neighbor"),
        ("nearest neighbours", "nearest neighbors"),
        ("optimisation", "optimization"),
        ("behaviour", "behavior"),
        ("modelling", "modeling"),
        ("centre", "center"),
        ("artefacts", "artifacts"),
        ('"approximate nearest neighbour"', '"approximate nearest neighbor"'),
        ('"nearest neighbours" optimise', '"nearest neighbors" optimize'),
    ],
)
def test_british_words_find_american_papers(visit: Visit, site: str, british: str, american: str) -> None:
    """A word that papers spell otherwise finds what their spelling does; there is nothing to tell."""
    page = visit("tags/")
    assert ask(page, site, american)[0] > 0
    assert ask(page, site, british)[:2] == (ask(page, site, american)[0], None)


def test_a_minus_leaves_papers_out(visit: Visit, site: str) -> None:
    """What stands behind a minus is in no text of the papers found; a hyphen within a word is no minus."""
    page = visit("tags/")
    graph, both = ask(page, site, "graph")[0], ask(page, site, "graph neural")[0]
    rest, instead, titles = ask(page, site, "graph -neural", order="title")
    assert graph - both <= rest < graph  # a tag's other names may say "neural" where the text does not
    assert instead is None
    assert not any("neural" in title.casefold() for title in titles)
    assert 0 < ask(page, site, "-neural")[0] < 75
    assert ask(page, site, '"language models" -"large language"')[0] < ask(page, site, '"language models"')[0]
    assert ask(page, site, "cross-polytope") == ask(page, site, "cross polytope")


def test_every_word_counts(visit: Visit, site: str) -> None:
    """Where several papers have all, none that lacks one is listed; an unknown word is left out and told."""
    page = visit("tags/")
    hashing, _, _ = ask(page, site, "hashing")
    both, instead, _ = ask(page, site, "hashing graph")
    assert 0 < both < hashing
    assert instead is None
    assert lacking(page, site, "hashing graph") == [[]] * both
    assert ask(page, site, "hashing xyzzyx")[:2] == (hashing, "hashing")
    assert ask(page, site, "xyzzyx")[:2] == (0, None)
    assert ask(page, site, "")[0] == 75


def test_words_that_every_text_has_do_not_count(visit: Visit, site: str) -> None:
    """Articles and the like change nothing beside other words, and are asked for where they stand alone."""
    page = visit("tags/")
    assert ask(page, site, "the training of a model") == ask(page, site, "training model")
    assert ask(page, site, "the")[0] == 75
    assert ask(page, site, '"state of the art"')[0] < 75


def test_a_search_costs_little(visit: Visit, site: str) -> None:
    """The answers to a pasted title take a few small files: parts of the words and of the results."""
    page = visit("tags/", service_workers="block")
    page.wait_for_load_state("networkidle")
    asked: list[Request] = []
    page.context.on("request", lambda request: asked.append(request))  # noqa: PLW0108 - Playwright marks it
    page.keyboard.press("/")
    page.keyboard.insert_text("large scale distributed training of graph neural networks")
    expect(results(page).first).to_be_visible()
    page.wait_for_load_state("networkidle")
    files = [
        request.url.rpartition("/")[2].partition("-")[0]
        for request in asked
        if "/search-index/" in request.url
    ]
    assert set(files) == {"start.json", "words", "results"}
    assert len(files) <= 10
    bodies = [request.response() for request in asked if "/search-index/" in request.url]
    assert sum(len(gzip.compress(answer.body())) for answer in bodies if answer) < 120_000


def test_filters_alone_ask_for_no_part_of_the_index(visit: Visit) -> None:
    """Whoever only filters and sorts loads lists, but no words."""
    asked: list[str] = []
    page = visit("tags/", service_workers="block")
    page.context.on("request", lambda request: asked.append(request.url))
    page.goto("papers/?tag=vector-search&sort=title")
    expect(page.locator(".ps-found")).to_have_text(re.compile("of 75 papers"))
    page.wait_for_load_state("networkidle")
    assert any("/lists.json" in url for url in asked)
    assert not any("/words-" in url or "/places-" in url for url in asked)


def test_a_phrase_is_in_the_text(visit: Visit, site: str) -> None:
    """Quotation marks ask for the words beside each other; where nothing has that, they are left out."""
    page = visit("tags/")
    loose, _, _ = ask(page, site, "language models")
    strict, instead, _ = ask(page, site, '"language models"')
    assert 0 < strict <= loose
    assert instead is None
    assert ask(page, site, '"ring attention"')[0] < ask(page, site, "ring attention")[0]
    assert ask(page, site, '"attention ring"')[1] == "attention ring"


def test_filters_and_orders(visit: Visit, site: str) -> None:
    """Facets narrow and count what is found, and papers come in the order asked for."""
    page = visit("tags/")
    _, _, oldest = ask(page, site, "", order="oldest")
    _, _, by_title = ask(page, site, "", order="title")
    assert oldest[0].startswith("Fat Polygonal Partitions")
    assert [title.lower() for title in by_title] == sorted(title.lower() for title in by_title)
    wide = ask(page, site, "", filters={"tag": {"any": ["hash-grids", "vector-search"]}})[0]
    narrow = ask(page, site, "", filters={"tag": {"any": ["hash-grids"], "none": ["vector-search"]}})[0]
    assert 0 < narrow < wide
    dated = {"tag": {"any": ["hash-grids"]}, "year": {"any": ["2023"]}}
    assert 0 < ask(page, site, "", filters=dated)[0] < narrow


def test_a_paper_that_lacks_words_says_which(visit: Visit, site: str) -> None:
    """Where few papers have all words, those that have most come as well, and none hides a better one."""
    page = visit("tags/")
    _, instead, titles = ask(page, site, "papers about training llms on amd gpus")
    assert instead is None
    assert {title.partition(" on Frontier")[0] for title in titles[:2]} >= {
        "Scaling Large Language Model Training"
    }
    _, _, titles = ask(page, site, "store kv cache on ssd")
    assert titles[0].startswith("InstInfer")
    look_for(page, "store kv cache on ssd")
    expect(results(page).first).to_contain_text("Without: store")
    status = page.get_by_role("dialog").get_by_role("status")
    expect(status).to_have_text(re.compile(r"^\d+ papers; none has all the words$"))
    page.keyboard.press("Enter")
    expect(page.locator(".ps-card").first).to_contain_text("Without: store")
    expect(page.locator(".ps-instead")).to_have_text(re.compile(r"^Of \d+ papers, none has all the words\.$"))


@pytest.mark.parametrize(
    ("words", "answer", "address"),
    [
        ("malkov", "Yu. A. Malkov Author", "authors/m/#yu-a-malkov"),
        ("y. malkov", "Yu. A. Malkov Author", "authors/m/#yu-a-malkov"),
        ("yu malk", "Yu. A. Malkov Author", "authors/m/#yu-a-malkov"),
        ("vector search", "Vector search Tag", "tags/vector-search/"),
        ("minhash", "Locality-sensitive hashing Tag", "tags/locality-sensitive-hashing/"),
        ("neurips", "NeurIPS Venue", "venues/neurips/"),
    ],
)
def test_names_are_answers_of_their_own(
    visit: Visit, site: str, words: str, answer: str, address: str
) -> None:
    """Authors, tags and venues come before the papers, and lead to their pages."""
    page = visit("tags/")
    look_for(page, words)
    link = named(page).filter(has_text=answer)
    assert link.get_attribute("href") == site + address
    link.click()
    expect(page).to_have_url(site + address)


def test_a_name_of_an_author_finds_the_papers_first(visit: Visit, site: str) -> None:
    """Before papers that have the same words from different people."""
    _, _, titles = ask(visit("tags/"), site, "kun wu")
    assert {title[:7] for title in titles[:3]} == {"LSM-GNN", "TEMPI: ", "Large G"}


def test_a_venue_and_a_year_are_words_of_a_paper(visit: Visit, site: str) -> None:
    """Each result shows them, so a reader may look for them."""
    page = visit("tags/")
    every, instead, _ = ask(page, site, "NeurIPS")
    assert every > 1
    assert instead is None
    of_the_year, instead, _ = ask(page, site, "NeurIPS 2024")
    assert 1 <= of_the_year <= every
    assert instead is None


def test_a_corrected_word_of_a_phrase_is_said(visit: Visit, site: str) -> None:
    """The message names the words that papers have, not those that were asked for."""
    _, instead, _ = ask(visit("tags/"), site, '"graph phrase"')
    assert instead == "graph phase"
