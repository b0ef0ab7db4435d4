"""Which way a text runs: Arabic and Hebrew titles and names are set apart from the words around them."""

import re
import unicodedata
from functools import lru_cache

FROM_THE_RIGHT = frozenset({"R", "AL"})
STRONG = FROM_THE_RIGHT | {"L"}
# The blocks of scripts that run from right to left, for a quick look.
MAYBE = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]")
ISOLATE, END = "\u2067", "\u2069"  # RIGHT-TO-LEFT ISOLATE, POP DIRECTIONAL ISOLATE


@lru_cache(maxsize=32_768)
def is_from_the_right(text: str) -> bool:
    """Whether a text runs from right to left: whether its first letter does, as browsers decide it too."""
    if not MAYBE.search(text):
        return False
    kinds = map(unicodedata.bidirectional, text)
    return next((kind in FROM_THE_RIGHT for kind in kinds if kind in STRONG), False)


def isolated(text: str) -> str:
    """Return a text that runs from right to left between signs that set it apart, where no element can.

    Without them two such names in a row would change places, since the comma between them runs with them.
    """
    return f"{ISOLATE}{text}{END}" if is_from_the_right(text) else text
