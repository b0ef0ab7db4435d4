"""Mentions as a paper's page shows them: names in its abstract as links, and quotations both ways."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from markupsafe import Markup, escape

from papershelf.facts.mentions import Finder, Mention, Mentions
from papershelf.render.html import paragraphs
from papershelf.render.views import PaperView

LINK = Markup('<a class="ps-mention" href="{}">{}</a>')


class Quotation(NamedTuple):
    """The other paper of a mention, and the sentence with the name marked."""

    view: PaperView
    sentence: Markup


@dataclass(frozen=True)
class OwnMentions:
    """The mentions of one paper: whom it names, by whom it is named."""

    named: Sequence[Quotation]
    named_by: Sequence[Quotation]
    abstract: str
    finder: Finder
    hrefs: Mapping[str, str]

    def linked_abstract(self, to: Callable[[str], str]) -> Markup:
        """The abstract as paragraphs, in which each other paper is a link where it is named first."""
        wanted = dict(self.hrefs)

        def plain(text: str) -> Markup:
            parts, done = [], 0
            for span in self.finder.find(text) if wanted else ():
                if href := wanted.pop(span.text, None):
                    link = LINK.format(to(href), span.text)
                    parts += [escape(text[done : span.start]), link]
                    done = span.end
            return Markup("").join([*parts, escape(text[done:])])

        return paragraphs(self.abstract, plain)


def own_mentions(mentions: Mentions, views: Mapping[str, PaperView]) -> Mapping[str, OwnMentions]:
    """The mentions of each paper by its id: in the order of its text, and of the list."""
    outward: defaultdict[str, list[Mention]] = defaultdict(list)
    inward: defaultdict[str, list[Mention]] = defaultdict(list)
    for mention in mentions.pairs:
        outward[mention.source].append(mention)
        inward[mention.target].append(mention)
    return {
        paper_id: OwnMentions(
            [Quotation(views[each.target], marked(each)) for each in outward[paper_id]],
            [Quotation(views[each.source], marked(each)) for each in inward[paper_id]],
            view.paper.abstract or "",
            mentions.finder,
            {each.name: views[each.target].href for each in outward[paper_id]},
        )
        for paper_id, view in views.items()
    }


def marked(mention: Mention) -> Markup:
    """The sentence of a mention, its name marked."""
    end = mention.start + len(mention.name)
    before, name, after = mention.sentence[: mention.start], mention.name, mention.sentence[end:]
    return Markup("{}<mark>{}</mark>{}").format(before, name, after)
