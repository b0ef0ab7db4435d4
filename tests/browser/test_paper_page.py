"""What a reader does with a paper's page: cite it, ask for its tags, read its formulas, print it, go on."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from papershelf.citing import FORMATS, bibtex
from papershelf.feeds import detect
from papershelf.library import load
from tests.browser.accessibility import violations

pytestmark = pytest.mark.browser

Visit = Callable[..., Page]

MATHS = "papers/formulas/"
PAPER = "papers/lsh-moe-communication-efficient-moe-training-via-locality/"
TAG = "Locality-sensitive hashing"
ENTRY = {
    "id": "formulas",
    "title": "Sums of $x_i^2$ in $\\mathcal{O}(n \\log n)$ for $5",
    "published": "2099-01-01",
    "tags": ["locality-sensitive-hashing"],
    "abstract": (
        "For $\\mathbf{W} \\in \\mathbb{R}^{d \\times k}$ at $1M and $2M, broken $\\frac{1$, "
        "one that is long $"
        + " + ".join(f"a_{{{n}}}" for n in range(35))
        + "$, and \\[\\sum_{i=1}^{n} \\frac{\\sqrt{x_i^2 + y_i^2}}{1 + e^{-z_i}} = "
        + " + ".join(f"b_{{{n}}}" for n in range(40))
        + "\\]"
    ),
}


@pytest.fixture(scope="module")
def site(
    copy_project: Callable[[Path], Path],
    build_site: Callable[[Path, str], Path],
    serve: Callable[[Path], str],
    tmp_path_factory: pytest.TempPathFactory,
) -> str:
    """The site of the list and of a paper with formulas, its newest."""
    project = copy_project(tmp_path_factory.mktemp("formulas") / "project")
    with (project / "data" / "papers.yaml").open("a", encoding="utf-8") as papers:
        papers.write(f"\n- {json.dumps(ENTRY)}\n")
    address = serve(project / "site")
    build_site(project, address)
    return address


def entry_on(page: Page) -> str:
    """The BibTeX entry of a page."""
    return page.locator("#cite-bibtex").text_content() or ""


@pytest.mark.parametrize(
    ("button", "of"), [("Copy BibTeX", "cite-bibtex"), ("Copy APA", "cite-apa"), ("Copy MLA", "cite-mla")]
)
def test_a_reference_is_copied(visit: Visit, button: str, of: str) -> None:
    """It is on the clipboard, and the button and the voice say so; the focus stays."""
    page = visit(PAPER, permissions=["clipboard-read", "clipboard-write"])
    pressed = page.locator(f"[data-copy={of}]")
    expect(pressed).to_have_text(button)
    pressed.focus()
    page.keyboard.press("Enter")
    expect(pressed).to_have_text("Copied")
    expect(pressed).to_be_focused()
    expect(page.get_by_role("status").filter(has_text="Copied")).to_have_count(1)
    text = page.locator(f"#{of}").text_content() or ""
    assert page.evaluate("navigator.clipboard.readText()") == text
    assert "Communication-efficient" in text
    expect(pressed).to_have_text(button)


def test_a_reference_is_copied_where_there_is_no_clipboard(visit: Visit) -> None:
    """A page that came over plain HTTP copies by a selection."""
    page = visit(PAPER)
    page.evaluate("""() => {
        Object.defineProperty(navigator, "clipboard", { value: undefined });
        document.addEventListener("copy", () => { window.was = document.activeElement.value; });
    }""")
    page.get_by_role("button", name="Copy BibTeX").click()
    expect(page.locator("[data-copy=cite-bibtex]")).to_have_text("Copied")
    assert page.evaluate("window.was") == entry_on(page)


def test_the_entry_is_saved(visit: Visit) -> None:
    """As a file that is called like the entry and can be read."""
    page = visit(PAPER)
    key = entry_on(page).partition("{")[2].partition(",")[0]
    with page.expect_download() as saving:
        page.get_by_role("button", name="Download .bib").click()
    saved = saving.value
    assert saved.suggested_filename == f"{key}.bib"
    capture = detect.read(Path(saved.path()).read_bytes(), "saved")
    assert [each.title.partition(":")[0] for each in capture.candidates] == ["LSH-MoE"]


def test_without_scripts_there_is_no_dead_button(visit: Visit) -> None:
    """The entry can be opened and selected, and tags still say why on focus."""
    page = visit(PAPER, java_script_enabled=False)
    expect(page.locator(".ps-cite")).to_be_visible()
    expect(page.locator(".ps-cite button").first).to_be_hidden()
    page.locator(".ps-cite summary").click()
    expect(page.locator("#cite-bibtex")).to_be_visible()


def test_a_tag_says_why(visit: Visit) -> None:
    """On focus and on hover, not before; Escape puts it away, and it comes again."""
    page = visit(PAPER)
    tag = page.locator(".ps-tags").get_by_role("link", name=TAG)
    why = page.locator(f"#{tag.get_attribute('aria-describedby')}")
    expect(tag).to_have_accessible_description(re.compile("^In the text: .*Hashing' in the title"))
    expect(why).to_be_hidden()
    tag.hover()
    expect(why).to_be_visible()
    why.hover()
    expect(why).to_be_visible()
    page.mouse.move(0, 0)
    expect(why).to_be_hidden()
    page.keyboard.press("Tab")
    tag.focus()
    expect(why).to_be_visible()
    page.keyboard.press("Escape")
    expect(why).to_be_hidden()
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    expect(tag).to_be_focused()
    expect(why).to_be_visible()


def test_a_finger_needs_no_hover(visit: Visit) -> None:
    """Where nothing can hover, the reasons stand below the tags."""
    page = visit(PAPER, width=360, has_touch=True, is_mobile=True)
    for why in page.get_by_role("tooltip").all():
        expect(why).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 360


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 360, 1280])
def test_formulas_are_shown(visit: Visit, width: int, scheme: str) -> None:
    """As MathML in the colour of the text; long ones scroll by themselves, and money stays money."""
    page = visit(MATHS, width=width, scheme=scheme)
    abstract = page.locator(".ps-abstract")
    expect(page.get_by_role("heading", level=1).locator("math")).to_have_count(2)
    expect(abstract.locator("math")).to_have_count(3)
    expect(abstract).to_contain_text("at $1M and $2M, broken $\\frac{1$, one")
    expect(page).to_have_title(re.compile(r"^Sums of xᵢ² in O\(n log n\) for \$5"))
    sizes = abstract.locator("math").evaluate_all(
        "all => all.map(each => [each.clientWidth, each.scrollWidth])"
    )
    assert all(seen > 10 for seen, _ in sizes)
    assert sizes[1][1] > sizes[1][0]
    assert page.evaluate("document.documentElement.scrollWidth") == width
    colours = abstract.locator("math").first.evaluate(
        "m => [getComputedStyle(m).color, getComputedStyle(m.parentElement).color]"
    )
    assert colours[0] == colours[1]


@pytest.mark.parametrize("path", [MATHS, PAPER])
def test_a_paper_prints_on_one_sheet(visit: Visit, path: str) -> None:
    """A4, with the reference and the page's address, without what only a screen needs."""
    page = visit(path)
    sheets = re.findall(rb"/Type\s*/Page\b(?!s)", page.pdf(format="A4"))
    assert len(sheets) == 1
    page.emulate_media(media="print")
    for shown in (".ps-cite__styles", ".ps-abstract", ".ps-on-paper"):
        expect(page.locator(shown)).to_be_visible()
    for hidden in (
        ".md-header",
        ".ps-cite button",
        ".ps-neighbours",
        ".ps-source",
        ".ps-actions",
        ".md-footer",
    ):
        expect(page.locator(hidden).first).to_be_hidden()
    expect(page.locator(".ps-on-paper")).to_have_text(page.url)


def test_the_links_to_the_entry_name_its_line(visit: Visit, list_dir: Path) -> None:
    """Once a reader is about to follow one; the page itself names no line."""
    paper = next(each for each in load(list_dir).papers if each.id in PAPER)
    page = visit(PAPER)
    edit, report = (page.get_by_role("link", name=name) for name in ("Edit this entry", "Report a problem"))
    assert "#:~:text=id" in (edit.get_attribute("href") or "")
    assert "line=" not in (report.get_attribute("href") or "")
    edit.focus()
    expect(edit).to_have_attribute("href", re.compile(rf"/data/papers\.yaml#L{paper.line}$"))
    expect(report).to_have_attribute("href", re.compile(rf"&line={paper.line}$"))


def test_on_to_the_next_paper_and_back(visit: Visit) -> None:
    """The newest paper has an older one only, from which one comes back."""
    page = visit(MATHS)
    beside = page.get_by_role("navigation", name="Previous and next paper").get_by_role("link")
    expect(beside).to_have_count(1)
    beside.click()
    expect(page).not_to_have_url(re.compile(MATHS))
    expect(beside).to_have_count(2)
    expect(beside.first.locator("math")).to_have_count(2)
    beside.first.click()
    expect(page).to_have_url(re.compile(MATHS))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_an_opened_page(visit: Visit, scheme: str) -> None:
    """With formulas, the entry open and a reason shown."""
    page = visit(MATHS, scheme=scheme, width=360, reduced_motion="reduce")
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        page.locator(".ps-cite details").evaluate("each => { each.open = true; }")
        page.locator(".ps-tags").get_by_role("link").first.hover()
        assert not violations(page)


@pytest.mark.parametrize("name", FORMATS)
def test_a_selection_is_exported(visit: Visit, name: str, list_dir: Path) -> None:
    """The records of some papers in the order asked for; what the list does not have is left out."""
    library = load(list_dir)
    papers = [library.papers[number] for number in (40, 2, 17)]
    ids = [papers[0].id, "no-such-paper", *(paper.id for paper in papers[1:])]
    text = visit("papers/").evaluate(
        """async ([name, ids]) => {
            const { recordsOf } = await import(new URL("../assets/browse-export.js", location.href));
            const { file } = document.querySelector(`[data-export=${name}]`).dataset;
            return recordsOf(name, file, ids);
        }""",
        [name, ids],
    )
    wanted = FORMATS[name].write(papers, {tag.slug: tag.label for tag in library.tags})
    assert (json.loads(text), 3) == (json.loads(wanted), 3) if name == "csl-json" else text == wanted


def test_every_paper_of_the_list_can_be_copied(visit: Visit, list_dir: Path) -> None:
    """What the page shows is the record of the export, without what the page shows anyway."""
    paper = next(each for each in load(list_dir).papers if each.id in PAPER)
    assert entry_on(visit(PAPER)) == bibtex.brief(paper)
