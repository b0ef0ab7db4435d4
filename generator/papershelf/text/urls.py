"""Links in prose and in remains of TeX, without the punctuation around them.

Source: RFC 3986, https://www.rfc-editor.org/rfc/rfc3986
"""

import re

from papershelf.text.segments import InnerRepair, Rule, Segment
from papershelf.text.tex import BODY

# A host has a dot and a top-level domain, and isn't part of a longer word or a user name.
HOST = r"(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24}(?![\w@-])(?::\d{1,5}(?![\d@]))?"
# ASCII as in RFC 3986 without quotes and brackets, or a TeX escape; not the start of the next URL in a list.
CHARACTER = r"(?:(?![,;]https?://)[A-Za-z0-9\-._~:/?#@!$&()*+,;=%^]|\\[_%#&~$])"
# The page splits some: "https: //github.com".
SCHEME = r"(?P<scheme>[Hh][Tt][Tt][Pp][Ss]?)\s?:\s?//\s?"
URL = rf"{SCHEME}(?P<rest>{HOST}(?:[/?#]{CHARACTER}{{0,2000}})?)"

ADDRESS = re.compile(URL)
# `\href{U}{label}`, also without its `\href`.
HREF = re.compile(rf"(?:(?:\\|(?<![A-Za-z\\]))href)?\{{\s?(?P<url>{URL})\s?\}}\{{(?P<label>{BODY})\}}")
# A URL, and the remains of `\href{U}{label}` or of a group around it: `U}{U`, `U{label}`, `U}}`.
PROSE = re.compile(
    rf"(?P<url>{URL})"
    r"(?:(?P<glue>\}?\{)(?P<label>[^{}]{1,200})(?P<end>\}(?![\w/]))?|(?P<closers>\}{1,4}))?"
)
# Labels that are not parts of a URL: several words, or one that links are called
SPOKEN = re.compile(
    r"(?i:here|link|code|website|homepage|webpage|repository|demo|page)|[^{}]{1,60}\s[^{}]{1,60}"
)
# `<a href="U">label</a>`
ANCHOR = re.compile(rf'<a href="(?P<url>{URL})">(?P<label>[^<>]{{1,60}})</a>')
SENTENCE_MARKS = ".,;:!?*^("
LOOK_BACK = 300  # characters before a URL in which to look for the brace that a `}` after it closes

# Text in which nothing is maths or TeX, whatever it looks like.
DOUBLE_BACKSLASH = re.compile(r"\\\\")  # a line break, or a backslash that was escaped once too often
E_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,5}[A-Za-z]{2,24}")
OTHER_SCHEME = re.compile(
    r"(?<![A-Za-z])(?![\w-]{1,15}\.https?:)[A-Za-z][A-Za-z0-9+.-]{1,15}://[^\s{}]{1,2000}"
)
# A path after a host without a scheme: `github.com/o/x_1`
BARE_HOST = re.compile(r"(?<![\w.@/-])(?:[\w-]{1,63}\.){1,5}[A-Za-z]{2,24}/[^\s{}\\]{1,2000}")


def _href(address: re.Match[str]) -> str:
    """Write the URL for a browser: lower-case scheme, no spaces, no TeX escapes."""
    return address["scheme"].lower() + "://" + re.sub(r"\\(.)", r"\1", address["rest"])


def _sentence_free(url: str) -> str:
    """Cut the URL at a closing parenthesis that it did not open, and drop the punctuation at its end."""
    depth = 0
    for index, character in enumerate(url):
        depth += (character == "(") - (character == ")")
        if depth < 0:
            url = url[:index]
            break
    return url.rstrip(SENTENCE_MARKS)


def _kept(match: re.Match[str], _: InnerRepair) -> str:
    return match.group()


def _address(text: str) -> tuple[str, str] | None:
    """Return the URL that `text` starts with, as typed and as href."""
    found = ADDRESS.match(text)
    clean = ADDRESS.match(_sentence_free(found.group())) if found else None
    return (clean.group(), _href(clean)) if clean else None


def _labelled(match: re.Match[str], repair: InnerRepair) -> tuple[Segment, ...]:
    """Link the label; in braces the last mark is part of the URL."""
    href = _href(match)
    label = "".join(segment.shown for segment in repair(match["label"]))
    return (Segment(match.group(), label.strip() or href, href),)


def _anchor(match: re.Match[str], _: InnerRepair) -> tuple[Segment, ...]:
    href = _href(match)
    says_nothing = re.fullmatch(r"this https? URL\.?", match["label"])
    return (Segment(match.group(), href if says_nothing else match["label"].strip() or href, href),)


def _in_prose(match: re.Match[str], repair: InnerRepair) -> tuple[Segment, ...] | None:
    address = _address(match["url"])
    if not address:
        return None
    raw, href = address
    plain = (Segment(raw, href, href),)
    if raw != match["url"]:
        return plain
    if match["closers"]:
        before = match.string[max(0, match.start() - LOOK_BACK) : match.start()]
        is_open = before.count("{") > before.count("}")
        return plain if is_open else (Segment(raw + match["closers"], href, href),)
    return _glued(match, href, repair) or plain


def _glued(match: re.Match[str], href: str, repair: InnerRepair) -> tuple[Segment, ...] | None:
    """Read `U}{label}` and `U{label`; a label without its closing brace must be a URL."""
    label = match["label"]
    if not label:
        return None
    again = _address(label)
    if again and (again[0] == label or not match["end"]):
        end = match["end"] or "" if again[0] == label else ""
        return (Segment(match["url"] + match["glue"] + again[0] + end, again[1], href),)
    bare = href.partition("://")[2]
    if label.startswith(bare):  # `https://host/x}{host/x`
        return (
            Segment(
                match["url"]
                + match["glue"]
                + bare
                + (match["end"] if label == bare and match["end"] else ""),
                href,
                href,
            ),
        )
    if not match["end"]:
        return None
    is_pattern = href.endswith(("/", "=")) and not SPOKEN.fullmatch(label)
    if is_pattern:  # `https://host/{model}`
        return None
    return (Segment(match.group(), "".join(segment.shown for segment in repair(label)), href),)


RULES = (
    Rule("link of HTML", ('<a href="',), ANCHOR, _anchor),
    Rule("labelled link", ("}{",), HREF, _labelled),
    Rule("link", ("//",), PROSE, _in_prose),
    Rule("double backslash", ("\\\\",), DOUBLE_BACKSLASH, _kept),
    Rule("e-mail", ("@",), E_MAIL, _kept, near=re.compile(r"@[\w-]+\.")),
    Rule("other scheme", ("://",), OTHER_SCHEME, _kept, near=re.compile("://")),
    Rule("bare host", ("/",), BARE_HOST, _kept, near=re.compile(r"\.[A-Za-z]{2,24}/")),
)
