"""What the search answers: words as they come, names, identifiers, phrases, filters and orders."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.search_page import Visit, ask, lacking, look_for, results

pytestmark = pytest.mark.browser


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
    """What stands behind a minus is in no text of the papers found; a hyphen within a word is not a minus."""
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
