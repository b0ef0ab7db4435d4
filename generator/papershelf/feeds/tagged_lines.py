"""Fields of records whose lines begin with a tag: RIS, MEDLINE and EndNote's tagged format."""

import re
from collections.abc import Iterator


def tagged_fields(lines: list[str], tag: re.Pattern[str]) -> Iterator[tuple[str, str]]:
    """Yield tags and texts; a line without a tag goes on with the text of the line before.

    `tag` matches the start of a line with a field; its group `tag` is the field's name.
    """
    name, texts = "", list[str]()
    for line in lines:
        if match := tag.match(line):
            if name:
                yield name, " ".join(texts)
            name, texts = (match["tag"] or match["known"]).upper(), [line[match.end() :].strip()]
        elif line.strip():
            texts.append(line.strip())
    if name:
        yield name, " ".join(texts)
