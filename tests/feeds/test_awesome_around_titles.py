"""Titles of other reading lists, and what stands around them: authors, venues, dates."""

import pytest

from papershelf.feeds.awesome_list.reader import read

ARXIV = "https://arxiv.org/abs/2503.10000"
PAPER = f"[[paper]({ARXIV})]"
AUTHORS, FULL = ("A. Bee", "C. Dee"), ("Ada Bee", "Cy Dee")
AROUND = {
    "authors and a venue": (f"[{{}}]({ARXIV}), A. Bee, C. Dee, ICLR 2025.", AUTHORS, "ICLR 2025", None),
    "by authors, the venue in brackets": (
        f"[{{}}]({ARXIV}) by A. Bee, C. Dee (ICLR 2025)", AUTHORS, "ICLR 2025", None
    ),
    "by authors, plain": (f"{{}} by A. Bee, C. Dee (ICLR 2025) {PAPER}", AUTHORS, "ICLR 2025", None),
    "by authors, in the link": (f"[{{}} by A. Bee, C. Dee (ICLR 2025)]({ARXIV})", AUTHORS, "ICLR 2025", None),
    "authors in front": (f"A. Bee, C. Dee: [{{}}]({ARXIV}), ICLR 2025", AUTHORS, "ICLR 2025", None),
    "authors and a colon, plain": (f"Ada Bee, Cy Dee: {{}}, ICLR 2025 {PAPER}", FULL, "ICLR 2025", None),
    "and, a colon, plain": (f"Ada Bee and Cy Dee: {{}}. ICLR 2025 {PAPER}", FULL, "ICLR 2025", None),
    "initials and a colon, plain": (f"A. Bee, C. Dee: {{}} {PAPER}", AUTHORS, None, None),
    "authors in italics": (f"`ICLR 2025` {{}} *A. Bee, C. Dee* {PAPER}", AUTHORS, "ICLR 2025", None),
    "bold, sentences": (f"**{{}}.** A. Bee, C. Dee. ICLR 2025. {PAPER}", AUTHORS, "ICLR 2025", None),
    "bold, a venue": (f"**{{}}.** ICLR 2025. {PAPER}", (), "ICLR 2025", None),
    "a venue behind a comma": (f"[{{}}]({ARXIV}), ICLR 2025", (), "ICLR 2025", None),
    "a venue in the link": (f"[{{}}, ICLR 2025]({ARXIV})", (), "ICLR 2025", None),
    "a venue in brackets in front, in the link": (f"[[ICLR 2025] {{}}]({ARXIV})", (), "ICLR 2025", None),
    "a venue in front as code": (f"`ICLR 2025` [{{}}]({ARXIV})", (), "ICLR 2025", None),
    "a venue in front as code, bold": (f"`ICLR 2025` **{{}}** {PAPER}", (), "ICLR 2025", None),
    "a venue in front as code, plain": (f"`ICLR 2025` {{}} {PAPER}", (), "ICLR 2025", None),
    "a venue in front, a colon": (f"ICLR 2025: {{}} {PAPER}", (), "ICLR 2025", None),
    "a date in front as code": (f"`2024.05` [{{}}]({ARXIV})", (), None, "2024-05"),
    "a date in front in italics": (f"*arXiv 2024.08*, {{}} {PAPER}", (), None, "2024-08"),
    "a date in front": (f"2024-05-12 - {{}} {PAPER}", (), None, "2024-05-12"),
    "a date and a blank": (f"2019-05-03 [{{}}]({ARXIV})", (), None, "2019-05-03"),
    "a date and a blank, plain": (f"2019-05-03 {{}} {PAPER}", (), None, "2019-05-03"),
    "a date and a blank, bold": (f"25.12.2019 **{{}}** {PAPER}", (), None, "2019-12-25"),
    "a German date": (f"📅 25.12.2019 [{{}}]({ARXIV})", (), None, "2019-12-25"),
    "a date and a full stop": (f"25.12.2019. [{{}}]({ARXIV})", (), None, "2019-12-25"),
    "a date in bold, a colon": (f"**2019-05-03**: [{{}}]({ARXIV})", (), None, "2019-05-03"),
    "a date with slashes": (f"*25/12/2019* - [{{}}]({ARXIV})", (), None, "2019-12-25"),
    "a date that may be read in two ways": (f"3/5/2019 [{{}}]({ARXIV})", (), None, "2019"),
    "a date in words": (f"May 3, 2019: [{{}}]({ARXIV})", (), None, "2019-05-03"),
    "a month": (f"2019-05 [{{}}]({ARXIV})", (), None, "2019-05"),
    "a date, then authors": (f"2019-05-03 [{{}}]({ARXIV}), A. Bee, C. Dee", AUTHORS, None, "2019-05-03"),
    "a venue and a blank": (f"CVPR 2019 [{{}}]({ARXIV})", (), "CVPR 2019", None),
}  # fmt: skip


@pytest.mark.parametrize(
    "title", ["Alpha Paper", "Graph U-Nets", "A Study of Lists", "Cell: A Study of Lists"]
)
@pytest.mark.parametrize(("text", "authors", "venue", "published"), AROUND.values(), ids=AROUND)
def test_what_stands_around_a_title_is_none(
    text: str, title: str, authors: tuple[str, ...], venue: str | None, published: str | None
) -> None:
    """Authors, venue and date are kept as such, in front of the title, in its text or behind it."""
    (candidate,) = read(f"# A list\n\n- {text.format(title)}\n", "README.md").candidates
    date = str(candidate.published) if candidate.published else None
    said = (candidate.title, candidate.authors, candidate.venue, date, candidate.unkept)
    assert said == (title, authors, venue, published, {})


WHOLE_TITLES = {
    "a nickname in bold": f"**T5**: Exploring the Limits of Transfer Learning {PAPER}",
    "a nickname in a link": f"[T5]({ARXIV}): Exploring the Limits of Transfer Learning",
    "a name in front that isn't the title": f"`arXiv 2024.05` **T5**: Exploring the Limits {PAPER}",
    "a venue that the title begins with": f"[CVPR 2020 Continual Learning Competition: Approaches]({ARXIV})",
    "a year that the title begins with": f"2001: A Space Odyssey {PAPER}",
    "a year that the title begins with, then a blank": f"2001 Space Odysseys {PAPER}",
    "a year that the title ends with": f"[Cancer statistics, 2023]({ARXIV})",
    "by what": f"[Transferring Motion by Personalized Geometry and Texture Modeling]({ARXIV}) (CVPR 2021)",
    "by what, a venue in the link": f"[Learning by Merging Lists and Splitting Trees (CVPR 2021)]({ARXIV})",
    "a quotation at its end": f'**Faces "in the Wild"** {PAPER}',
    "a quotation at its start": f'**"Zero-Shot" Lists of Trees** {PAPER}',
    "words and a colon": f"Kelp, Moss: A Study {PAPER}",
    "pairs of words and a colon": f"Giant Kelp, Sea Urchin: A Study of Both {PAPER}",
    "terms and a colon": f"Graph Networks and Deep Learning: A Study {PAPER}",
    "a version": f"Playing v2.5: Three Insights into Lists {PAPER}",
    "a name with a year": f"**Open DAC 2023** - introduces a dataset of lists. {PAPER}",
    "two quotations": f'**"When" and "how" to Read Lists** {PAPER}',
    "two quotations at its ends": f'**"When to Read" and "How"** {PAPER}',
}


@pytest.mark.parametrize("text", WHOLE_TITLES.values(), ids=WHOLE_TITLES)
def test_titles_stay_whole(text: str) -> None:
    """What only looks like a venue, a year or authors stays in the title."""
    (candidate,) = read(f"# A list\n\n- {text}\n", "README.md").candidates
    mark = str.maketrans("", "", "*[`")
    whole = text.removeprefix("`arXiv 2024.05` ").replace(f" {PAPER}", "").replace(f"]({ARXIV})", "")
    whole = whole.partition(" - introduces")[0]
    assert candidate.title == whole.translate(mark).removesuffix(" (CVPR 2021)")


def test_the_last_of_many_names_before_a_colon_may_begin_the_title() -> None:
    """A nickname of the paper behind three authors and a comma is not taken for a fourth."""
    text = f"Ada Bee, Cy Dee, Ed Fay, Context Encoder: Learning by Lists, CVPR 2016 {PAPER}"
    (candidate,) = read(f"# A list\n\n- {text}\n", "README.md").candidates
    assert (candidate.title, len(candidate.authors)) == ("Context Encoder: Learning by Lists", 3)
