"""Lists whose every text is one of the payloads, or as many plain words in the same places."""

from pathlib import Path

import yaml

from papershelf.characters import unneeded_in
from tests.hostile.payloads import PAYLOADS

TEXTS = [text for texts in PAYLOADS.values() for text in texts]
ADDRESS = "https://list.example/papers/"


def entry(number: int, text: str, texts: list[str]) -> dict[str, object]:
    """A paper: the payload is its title, and with others in the rest of its fields."""
    near = [texts[(number + step) % len(texts)] for step in range(1, 6)]
    return {
        "id": f"paper-{number}",
        "title": text if text.strip() else f"x{text}x",
        "authors": [f"{near[0]}".strip() or "x", "Ada Lovelace"],
        "published": f"20{number % 20 + 10}-01-01",
        "venue": (near[1].strip() or "x") if number % 9 == 0 else "VLDB 2024",
        "tags": ["tag-a"] if number % 2 else ["tag-b"],
        "note": f"Note {near[2]}",
        "added": "2024-05-01",
        "mood": list(dict.fromkeys(each.strip() or "x" for each in (text, near[3]))),
        "place": texts[number % 40].strip() or "x",
        "remark": f"A remark {near[1]}",
        "links": {"code": f"https://code.example/{number}"},
        "abstract": f"An abstract {near[3]} and {text} and {near[4]} with an end.",
    }


def write_list(folder: Path, texts: list[str]) -> None:
    """Write the data and settings of a list whose every text is one of these."""
    data = folder / "data"
    data.mkdir(parents=True)
    (folder / "docs").mkdir()
    papers = [entry(number, text, texts) for number, text in enumerate(texts)]

    def dump(value: object) -> str:
        return str(yaml.safe_dump(value, allow_unicode=True, sort_keys=False))

    (data / "papers.yaml").write_text(dump(papers), encoding="utf-8")
    words = [*texts[:8], *texts[92:100]]  # of HTML and of attributes
    tags = [
        {
            "slug": f"tag-{name}",
            "label": f"{name}: {words[place]}",
            "description": f"About {words[place + 2]}",
        }
        for place, name in enumerate("ab")
    ]
    (data / "tags.yaml").write_text(dump(tags), encoding="utf-8")
    fields = [
        {"key": "mood", "label": f"Mood {words[4]}", "help": f"How {words[6]}", "kind": "words",
         "facet": True, "column": True, "searched": True, "shown": ["card", "page"]},
        {"key": "place", "label": f"Place {words[-2]}", "kind": "word", "facet": True, "form": True,
         "vocabulary": list(dict.fromkeys(text.strip() or "x" for text in texts[:40]))},
        {"key": "remark", "label": f"Remark {words[-3]}", "kind": "text"},
    ]  # fmt: skip
    (data / "fields.yaml").write_text(dump(fields), encoding="utf-8")
    steps = [{"paper": f"paper-{number}", "why": f"Because {text}"} for number, text in enumerate(texts[:40])]
    path = {"slug": "walk", "title": f"Walk {words[5]}", "description": f"Where {words[6]}", "steps": steps}
    (data / "collections.yaml").write_text(dump([path]), encoding="utf-8")
    gone = {"address": "papers/gone/", "title": words[7], "why": f"Because {words[3]} and {words[9]}."}
    moved = [gone, {"address": "tags/old/", "to": "tags/tag-a/"}]
    (data / "moved.yaml").write_text(dump(moved), encoding="utf-8")
    settings = {
        "site_name": f"List {words[0]}", "site_description": f"About {words[1]} {words[-1]}",
        "site_url": ADDRESS,
        "repo_url": "https://git.example/me/list", "theme": {"name": "material"}, "plugins": ["papershelf"],
    }  # fmt: skip
    (folder / "mkdocs.yml").write_text(dump(settings), encoding="utf-8")


def is_taken(text: str) -> bool:
    """Whether the data may have a text; the others are refused by name, which tests of `characters` hold."""
    return unneeded_in(text) is None


TAKEN = [text for text in TEXTS if is_taken(text)]
PLAIN = [f"plain words number {number}" for number in range(len(TAKEN))]
"""As many texts that mean no harm."""
