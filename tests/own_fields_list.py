"""A list with fields of its own, of all kinds, papers with values for them, and a tree of tags as a facet."""

from pathlib import Path

from papershelf.library import Library, load

FIELDS = """\
- key: institutions
- key: keywords
- key: tldr
- key: presentation
- key: environment
  kind: words
  help: What the agents work in.
  facet: true
  column: true
  shown: [card, page]
  vocabulary: [Web, Mobile, Desktop]
- {key: size, kind: number, facet: true}
- {key: revised, kind: date, facet: true}
- {key: slides, kind: link}
- {key: is-open, label: Open weights, kind: yes/no, facet: true}
- {key: remark, kind: text, shown: [], exported: false}
"""
MANY = 70
"""Papers that have a keyword of their own each, so that keywords are too many for a page."""
TAGS = """\
- {slug: agents, label: Agents}
- {slug: games, label: Games}
- {slug: method, label: Method, facet: true}
- {slug: searching, label: Searching, parent: method}
- {slug: learning, label: Learning, parent: method}
"""
FIRST = """\
- id: one
  title: One
  published: '2024-05-01'
  tags: [agents, searching, learning]
  institutions: [MIT, 'ETH, Zürich <b>']
  keywords: [planning, alone]
  tldr: It plans $x^2$ steps & more.
  presentation: Oral
  environment: [Web, Mobile]
  size: 0.5
  revised: '2024-05'
  slides: https://slides.example/one
  is-open: false
  remark: Nobody is told of the walrus.
  added: '2024-06-01'

- id: two
  title: Two
  published: '2023'
  tags: [agents, learning]
  institutions: [MIT]
  keywords: [planning]
  environment: [Mobile]
  size: 12
  is-open: true
"""


def papers_text() -> str:
    further = (
        f"- id: more-{number}\n  title: More {number}\n  keywords: [word {number}, shared]\n"
        f"  environment: [{'Desktop' if number % 2 else 'Web'}]\n"
        for number in range(MANY)
    )
    return "\n".join([FIRST, *further])


def own_library(papers: str = FIRST, fields: str = FIELDS, tags: str = TAGS) -> Library:
    return load(Path("data"), papers.encode(), tags.encode(), b"", fields=fields.encode())
