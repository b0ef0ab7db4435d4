"""What the two issue forms ask: read by those who make the forms and by those who read the answers."""

from dataclasses import dataclass

SUGGESTION = "suggestion"
CORRECTION = "correction"
"""The labels that the forms put on their issues; a form's answers are asked for by its label."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question of a form: GitHub's name for it, the heading above its answer, the longest answer."""

    id: str
    heading: str
    longest: int
    required: bool = False


LINK = Question("link", "Link", 300, required=True)
TAGS = Question("tags", "Tags", 12_000)
OTHER_TAGS = Question("other-tags", "Other tags", 400)
WHY = Question("why", "Why it belongs", 1_000)

PAPER = Question("paper", "Paper id", 100, required=True)
LINE = Question("line", "Line", 20)
FIELD = Question("field", "Field", 40, required=True)
CURRENT = Question("current", "Current values", 10_000)
NEW = Question("new", "New value", 8_000, required=True)
REASON = Question("reason", "Source or reason", 1_000)

QUESTIONS = {
    SUGGESTION: (LINK, TAGS, OTHER_TAGS, WHY),
    CORRECTION: (PAPER, LINE, FIELD, CURRENT, NEW, REASON),
}
