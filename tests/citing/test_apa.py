"""References in the style of APA 7."""

from dataclasses import replace

import pytest

from papershelf.citing.apa import reference
from papershelf.model import Paper, PartialDate

BARE = Paper("x", "On Things")
PREPRINT = replace(
    BARE, authors=("Ada Lovelace", "Kwan-Yee Lin"), published=PartialDate(2024, 4, 1), arxiv="2404.06780"
)


@pytest.mark.parametrize(
    ("paper", "expected"),
    [
        (
            PREPRINT,
            "Lovelace, A., & Lin, K.-Y. (2024). On Things (arXiv:2404.06780). arXiv. https://arxiv.org/abs/2404.06780",
        ),
        (
            replace(PREPRINT, venue="NeurIPS 2025", doi="10.1/x"),
            "Lovelace, A., & Lin, K.-Y. (2025). On Things. In NeurIPS 2025. https://doi.org/10.1/x",
        ),
        (
            replace(PREPRINT, venue="Journal of X 2024", title="Why?"),
            "Lovelace, A., & Lin, K.-Y. (2024). Why? Journal of X. https://arxiv.org/abs/2404.06780",
        ),
        (
            replace(PREPRINT, venue="IEEE TPAMI 42(4)", issued=PartialDate(2020)),
            "Lovelace, A., & Lin, K.-Y. (2020). On Things. IEEE TPAMI, 42(4). https://arxiv.org/abs/2404.06780",
        ),
        (
            replace(PREPRINT, venue="IEEE TPAMI 42(4), 824-836", issued=PartialDate(2020)),
            "Lovelace, A., & Lin, K.-Y. (2020). On Things. IEEE TPAMI, 42(4), 824–836. https://arxiv.org/abs/2404.06780",
        ),
        (
            replace(PREPRINT, venue="MIT Press 2016", issued=PartialDate(2016), arxiv=None),
            "Lovelace, A., & Lin, K.-Y. (2016). On Things. MIT Press.",
        ),
        (Paper("x", "Why?", venue="MIT Press"), "Why? (n.d.). MIT Press."),
        (
            replace(PREPRINT, others=True, venue="ICLR 2025"),
            "Lovelace, A., Lin, K.-Y., et al. (2025). On Things. In ICLR 2025. https://arxiv.org/abs/2404.06780",
        ),
        (
            replace(BARE, authors=("山田 太郎", "The ATLAS Collaboration", "Ada Lovelace")),
            "山田 太郎, The ATLAS Collaboration, & Lovelace, A. (n.d.). On Things.",
        ),
        (
            replace(BARE, published=PartialDate(1988), venue="Ordinary Lives, 1870–1973"),
            "On Things. (1988). In Ordinary Lives, 1870–1973.",
        ),
        (replace(BARE, venue="ICLR 2025"), "On Things. (2025). In ICLR 2025."),
        (replace(BARE, venue="TMLR 2024"), "On Things. (2024). TMLR."),
        (BARE, "On Things. (n.d.)."),
        (
            replace(BARE, authors=("OpenAI",), links={"paper": "https://a.example/p"}),
            "OpenAI. (n.d.). On Things. https://a.example/p",
        ),
        (
            replace(PREPRINT, authors=()),
            "On Things (arXiv:2404.06780). arXiv. (2024). https://arxiv.org/abs/2404.06780",
        ),
        (
            replace(BARE, authors=("Sammy Davis Jr.", "Laurens van der Maaten", "Plato")),
            "Davis, S., Jr., van der Maaten, L., & Plato. (n.d.). On Things.",
        ),
    ],
)
def test_references(paper: Paper, expected: str) -> None:
    """Preprint, conference, journal, and what is known of little."""
    assert str(reference(paper)) == expected


def test_many_authors() -> None:
    """Twenty are all named; of more, the first nineteen and the last."""
    names = tuple(f"A{'bcdefghijklmnopqrstuvwxyz'[n]} Name{n}" for n in range(21))
    twenty, more = reference(replace(BARE, authors=names[:20])), reference(replace(BARE, authors=names))
    assert twenty.before.count("A.") == 20
    assert ", & Name19, A." in twenty.before
    assert more.before.count("A.") == 20
    assert "Name18, A., … Name20, A. (n.d.)." in more.before
    assert "Name19" not in more.before
