"""What a repair changes in a text, as lines that a person can judge."""

from collections.abc import Iterator

from papershelf.text import repair

LONGEST = 24  # characters of a neighbour


def changes(text: str) -> Iterator[tuple[int, str]]:
    """Yield the column and the line of each change; one without letters has the words around it."""
    column = 1
    segments = repair(text)
    shown = "".join(segment.shown for segment in segments)
    done = 0
    for segment in segments:
        after = done + len(segment.shown)
        if not segment.unchanged:
            left, right = "", ""
            if not any(character.isalnum() for character in segment.raw):
                left = _last_word(text[: column - 1])
                right = _first_word(text[column - 1 + len(segment.raw) :])
            target = f"  [{segment.href}]" if segment.href else ""
            formula = f"  ${segment.maths}$" if segment.maths else ""
            before = _last_word(shown[:done]) if left else ""
            now = before + segment.shown + (right and _first_word(shown[after:]))
            yield column, f"{left}{segment.raw}{right} -> {now}{target}{formula}"
        column += len(segment.raw)
        done = after


def _last_word(text: str) -> str:
    return "" if text[-1:].isspace() else "".join(text.split()[-1:])[-LONGEST:]


def _first_word(text: str) -> str:
    return "" if text[:1].isspace() else "".join(text.split()[:1])[:LONGEST]
