r"""The text that a TeX value of BibTeX stands for; formulas and unknown commands stay as typed.

Unlike the repairs in `papershelf.text`, this reads TeX that lost nothing: it trusts backslashes and braces.
"""

import re
import unicodedata

from papershelf.feeds.bibtex_commands import (
    ACCENTS,
    DECLARATIONS,
    ESCAPED,
    QUOTED,
    SPACES,
    STYLES,
    SYMBOLS,
    UNSEEN,
)
from papershelf.text import repair
from papershelf.text.maths import SUPERSCRIPTS, as_signs, formula_at
from papershelf.text.tex import is_latin, symbol

TOKEN = re.compile(r"[\\{}$`'~\-]")
WORD = re.compile(r"\\([A-Za-z]+)\*?")
DASHES = re.compile(r"-+")
# A text in `single quotes', with apostrophes only inside of words
SINGLE_QUOTES = re.compile(r"`(?=[\w{\\])(?:[^`']|(?<=\w)'(?=\w)){1,80}(?P<end>')(?![\w'])")
CONTRACTION = re.compile(r"(?<=[A-Za-z])\\'(?=(?:s|t|re|ve|ll|d|m)(?![A-Za-z]))")
ESCAPED_QUOTES = re.compile(r"(?<![\w}])\\\"(?=\w)[^\"\\]{1,200}(?<=[\w.,!?])(?P<end>\\\")(?=[\s.,;:!?)]|$)")
LONGER_MATHS = re.compile(
    r"\$\$[^$]{1,1000}\$\$|\\\((?:[^\\]|\\(?!\))){1,400}\\\)|\\\[(?:[^\\]|\\(?!\])){1,1000}\\\]"
)
SCHOLARS_BRACE = re.compile(r"\$\\[{}]\$")  # `$\{$BERT$\}$`: Google Scholar's form of a brace
POWER = re.compile(r"[-+−]?[0-9]+")
GAP = re.compile(r"\s*")
TWICE = re.compile(r"(?:\{\\textbackslash\}|\\textbackslash(?:\{\}|(?![A-Za-z])))(?=['`^\"~]\{?\\?[A-Za-z])")
# Mendeley's and Google Scholar's forms of a backslash, where it stood before an accent or a command
SCHOLARS_BACKSLASH = re.compile(r"\{?\$\\backslash\$\}?(?=[A-Za-z]{2,20}\{|['`^\"~]\{?\\?[A-Za-z])")
JOINED = frozenset("‘“«‹„‚¿¡—–°µ")
ESCAPED_TWICE = frozenset("'`^\"~=")
DEEPEST = 50


def decode_tex(value: str) -> str:
    """Return the text that a TeX value stands for, with its white space."""
    if not TOKEN.search(value):
        return value
    once = SCHOLARS_BACKSLASH.sub(r"\\", TWICE.sub(r"\\", value))
    return _Decoder(once).text(0, len(once))


class _Decoder:
    """Reads one value from left to right; a group within it is read in the same way."""

    def __init__(self, value: str) -> None:
        self.value = value
        self.closers = _groups(value)
        self.first_quotes, self.last_quotes = value.find("``"), value.rfind("''")
        self.closing: dict[int, str] = {}  # marks further on that belong to one already read
        self.depth = 0
        self.quoted = 0

    def text(self, position: int, end: int) -> str:
        """Read the value from `position` to `end`."""
        if self.depth > DEEPEST:
            return self.value[position:end]
        self.depth += 1
        pieces: list[str] = []
        while position < end:
            token = TOKEN.search(self.value, position, end)
            start = token.start() if token else end
            pieces.append(self.value[position:start])
            position = start
            if token:
                piece, position = self._token(token.group(), start, end)
                pieces.append(piece)
        self.depth -= 1
        return "".join(pieces)

    def _token(self, mark: str, start: int, end: int) -> tuple[str, int]:
        if start in self.closing:
            return self.closing.pop(start), start + (2 if mark == "\\" else 1)
        readers = {
            "\\": self._command, "{": self._group, "$": self._maths, "~": self._tie, "-": self._dashes,
            "`": self._quote, "'": self._quote,
        }  # fmt: skip
        read = readers.get(mark)
        return read(start, end) if read else (mark, start + 1)

    def _tie(self, start: int, _: int) -> tuple[str, int]:
        return "~" if self.value.startswith("/~", start - 1) else " ", start + 1

    def _dashes(self, start: int, end: int) -> tuple[str, int]:
        done = self._skip(DASHES, start, end)
        text = self.value[start:done]
        return {"--": "–", "---": "—"}.get(text, text), done

    def _group(self, start: int, end: int) -> tuple[str, int]:
        closer = self.closers.get(start, end)
        return ("{", start + 1) if closer >= end else (self.text(start + 1, closer), closer + 1)

    def _maths(self, start: int, _: int) -> tuple[str, int]:
        brace = SCHOLARS_BRACE.match(self.value, start)
        if brace:
            return "", brace.end()
        longer = LONGER_MATHS.match(self.value, start)
        if longer:
            return longer.group(), longer.end()
        formula = formula_at(self.value, start)
        if not formula:
            return "$", start + 1
        signs = as_signs(formula["tex"], repair)
        return signs or formula.group(), formula.end()

    def _quote(self, start: int, _: int) -> tuple[str, int]:
        mark = self.value[start]
        if self.value.startswith(mark * 2, start):
            if mark == "`":
                return "“" if start < self.last_quotes else "``", start + 2
            return "”" if 0 <= self.first_quotes < start else "''", start + 2
        single = SINGLE_QUOTES.match(self.value, start)
        if not single:
            return mark, start + 1
        self.closing[single.start("end")] = "’"
        return "‘", start + 1

    def _command(self, start: int, end: int) -> tuple[str, int]:
        word = WORD.match(self.value, start, end)
        if word:
            return self._word(word[1], start, word.end(), end)
        sign = self.value[start + 1 : min(start + 2, end)]
        if sign in {"(", "["}:
            longer = LONGER_MATHS.match(self.value, start)
            return (longer.group(), longer.end()) if longer else (f"\\{sign}", start + 2)
        if sign == "\\" and self.value[start + 2 : start + 3] in ESCAPED_TWICE:
            return self._command(start + 1, end)
        if sign and sign in ACCENTS:
            return self._escaped_mark(start) or self._accent(sign, start, start + 2, end)
        return sign if sign in ESCAPED else SPACES.get(sign, f"\\{sign}"), start + 2

    def _escaped_mark(self, start: int) -> tuple[str, int] | None:
        r"""Read `it\'s` and `\"word\"`, where the marks are not accents."""
        if CONTRACTION.match(self.value, start):
            return "'", start + 2
        quotes = ESCAPED_QUOTES.match(self.value, start)
        if not quotes:
            return None
        self.closing[quotes.start("end")] = '"'
        return '"', start + 2

    def _accent(self, name: str, start: int, after: int, end: int) -> tuple[str, int]:
        r"""Put an accent on what follows: `\"o`, `\" o`, `\"{\i}`, `\~{\^e}`."""
        position = self._skip(GAP, after, end)
        mark = self.value[position : position + 1] if position < end else ""
        if mark in {"{", "\\"} and self.depth <= DEEPEST:
            self.depth += 1
            base, position = self._token(mark, position, end)
            self.depth -= 1
        else:
            base, position = mark, position + 1
        if not base.strip() and name in {"~", "^"}:
            return name, position if mark == "{" else after
        plain = {"ı": "i", "ȷ": "j"}.get(base[:1], base[:1])
        if not plain.isalpha():
            return self.value[start:after], after
        return unicodedata.normalize("NFC", plain + ACCENTS[name]) + base[1:], position

    def _word(self, name: str, start: int, after: int, end: int) -> tuple[str, int]:
        if name in ACCENTS:
            return self._accent(name, start, after, end)
        arguments, done = self._arguments(after, end)
        if name in DECLARATIONS or (name in STYLES and not arguments):
            return "", self._skip(GAP, after, end)
        shown = self._shown(name, arguments, done, end) if arguments else None
        if shown:
            return shown
        value = SYMBOLS.get(name, symbol(name))
        if value is None:
            return self.value[start:done], done
        if self.value.startswith("{}", after):
            return value, after + 2
        # TeX skips the space after any command; people expect that of letters (`S\\o ren`) and of marks
        is_joined = len(value) == 1 and (is_latin(value) or value in JOINED)
        return value, self._skip(GAP, after, end) if is_joined else after

    def _shown(self, name: str, arguments: list[int], done: int, end: int) -> tuple[str, int] | None:
        """Read a command by where its arguments begin, and the last ends; None where it is unknown."""
        if len(arguments) >= STYLES.get(name, len(arguments) + 1):
            return self._group(arguments[STYLES[name] - 1], end)
        if name == "textsuperscript":
            body, done = self._group(arguments[0], end)
            return "".join(SUPERSCRIPTS[each] for each in body) if POWER.fullmatch(body) else body, done
        if name == "ensuremath":
            tex = self.value[arguments[0] + 1 : done - 1]
            return as_signs(tex, repair) or f"${tex}$", done
        if name in QUOTED:
            return self._quoted(arguments[0], end)
        return ("", self._skip(GAP, done, end)) if name in UNSEEN else None

    def _quoted(self, start: int, end: int) -> tuple[str, int]:
        marks = ("“", "”") if self.quoted % 2 == 0 else ("‘", "’")
        self.quoted += 1
        body, done = self._group(start, end)
        self.quoted -= 1
        return f"{marks[0]}{body}{marks[1]}", done

    def _arguments(self, position: int, end: int) -> tuple[list[int], int]:
        """Return where the groups after a command begin, and where the last of them ends."""
        starts: list[int] = []
        while self.value.startswith("{", position) and self.closers.get(position, end) < end:
            starts.append(position)
            position = self.closers[position] + 1
        return starts, position

    def _skip(self, pattern: re.Pattern[str], position: int, end: int) -> int:
        match = pattern.match(self.value, position, end)
        return match.end() if match else position


def _groups(value: str) -> dict[int, int]:
    """Map the place of each brace that opens a group to that of its end."""
    pairs: dict[int, int] = {}
    opened: list[int] = []
    for match in re.finditer(r"\\[\s\S]|[{}]", value):
        if match.group() == "{":
            opened.append(match.start())
        elif match.group() == "}" and opened:
            pairs[opened.pop()] = match.start()
    return pairs
