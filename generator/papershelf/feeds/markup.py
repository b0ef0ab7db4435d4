"""HTML, JATS and MathML in titles and abstracts, as publishers and Crossref write them.

Only tags that are known to be markup are removed: `<b and c>` and `<think>` are words of a title.
"""

import html
import re

from papershelf.feeds.record_values import one_line
from papershelf.text.maths import SUPERSCRIPTS

ATTRIBUTES = r"""(?:\s+[\w:-]+\s*=\s*(?:"[^"<>]*"|'[^'<>]*'|[^\s"'<>]+))*\s*"""
BLOCK = "p|sec|title|list|list-item|disp-formula|br|div|ul|ol|li|h[1-6]"
INLINE = (
    "i|b|em|strong|italic|bold|sub|sup|inf|sc|scp|span|small|tt|u|ext-link|monospace|underline|roman"
    "|inline-formula|tex-math"
)
HEADING = re.compile(r"<(jats:)?title>\s*(?:abstract|summary)\s*[.:]?\s*</(?:jats:)?title>", re.IGNORECASE)
BREAK = re.compile(rf"</?(?:jats:)?(?:{BLOCK}){ATTRIBUTES}/?>", re.IGNORECASE)
POWER = re.compile(
    rf"<(?P<tag>(?:jats:)?sup){ATTRIBUTES}>\s*(?P<power>[-+−]?[0-9]+)\s*</(?P=tag)>", re.IGNORECASE
)
MARKUP = re.compile(
    rf"</?(?:(?:jats|mml):[a-z-]+|(?:{INLINE})|a(?=\s+[a-z]+=)){ATTRIBUTES}/?>|</a>|<!--(?:(?!<!--|-->)[\s\S])*+-->",
    re.IGNORECASE,
)
ENTITY = re.compile(r"&(?:[A-Za-z][A-Za-z0-9]{1,31}|#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6});")


def plain_text(value: str) -> str:
    """Return the text on one line without tags and entities; a power keeps its height: `10<sup>5</sup>`."""
    if "<" in value:
        value = BREAK.sub(" ", HEADING.sub(" ", value))
        value = MARKUP.sub("", POWER.sub(_raised, value))
    if "&" in value:
        value = ENTITY.sub(lambda match: html.unescape(match.group()), value)
    return one_line(value)


def _raised(match: re.Match[str]) -> str:
    return "".join(SUPERSCRIPTS[character] for character in match["power"])
