"""The abbreviations of a BibTeX file: `@string{acm = "ACM"}`, and those that every BibTeX style defines."""

from collections.abc import Iterable

from papershelf.feeds.bibtex_syntax import Part, Piece
from papershelf.limits import excess
from papershelf.model import MONTHS

# From plain.bst, besides the months, which stay as they are
STANDARD = {
    "acmcs": "ACM Computing Surveys",
    "acta": "Acta Informatica",
    "cacm": "Communications of the ACM",
    "ibmjrd": "IBM Journal of Research and Development",
    "ibmsj": "IBM Systems Journal",
    "ieeese": "IEEE Transactions on Software Engineering",
    "ieeetc": "IEEE Transactions on Computers",
    "ieeetcad": "IEEE Transactions on Computer-Aided Design of Integrated Circuits",
    "ipl": "Information Processing Letters",
    "jacm": "Journal of the ACM",
    "jcss": "Journal of Computer and System Sciences",
    "scp": "Science of Computer Programming",
    "sicomp": "SIAM Journal on Computing",
    "tcs": "Theoretical Computer Science",
    "tocs": "ACM Transactions on Computer Systems",
    "tods": "ACM Transactions on Database Systems",
    "tog": "ACM Transactions on Graphics",
    "toms": "ACM Transactions on Mathematical Software",
    "toois": "ACM Transactions on Office Information Systems",
    "toplas": "ACM Transactions on Programming Languages and Systems",
} | {name[:length].lower(): name[:length].lower() for name in MONTHS for length in (3, 4, len(name))}


class TooLongError(Exception):
    """Abbreviations of abbreviations make a value, or a file, longer than any that people write."""


class Strings:
    """The abbreviations as they are defined up to some place in a file; or after it, where not before."""

    def __init__(self, read: Iterable[Piece]) -> None:
        self._expanded = 0
        self._values = dict(STANDARD)
        first: dict[str, str] = {}
        for piece in read:
            if piece.kind == "string" and self.define(piece) is None:
                for name, _ in piece.fields:
                    if name in self._values:
                        first.setdefault(name, self._values[name])
        self._values = STANDARD | first

    def define(self, piece: Piece) -> str | None:
        """Take in an `@string`; return what is wrong with it, if anything is."""
        if piece.problem:
            return piece.problem
        for name, parts in piece.fields:
            try:
                value, unknown = self.value(name, parts)
            except TooLongError as error:
                self._values.pop(name, None)
                return f"the abbreviation '{name}' is too long: {error}"
            if unknown:
                self._values.pop(name, None)
            else:
                self._values[name] = value
        return None

    def value(self, name: str, parts: Iterable[Part]) -> tuple[str, str]:
        """Return the text of the parts of a value, and the names of those abbreviations that aren't defined.

        Raises TooLongError where the abbreviations in it make it too long.
        """
        texts: list[str] = []
        unknown: list[str] = []
        length = 0
        for part in parts:
            text = self._values.get(part.text.lower()) if part.is_name else part.text
            if text is None:
                unknown += [] if name == "month" else [part.text]
                text = part.text
            elif part.is_name:
                length += len(text)
                self._expanded += len(text)
            texts.append(text)
            beyond = excess("abbreviation-size", length) or excess("abbreviations-size", self._expanded)
            if beyond:
                raise TooLongError(beyond)
        return "".join(texts), ", ".join(unknown)
