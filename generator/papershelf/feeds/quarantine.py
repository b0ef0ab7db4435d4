"""What could not be read of a feed, as a file to fix and import again.

Each part stands below a comment with its place and the reason. Comments are lines that begin with MARK, in
every format; the rest is a feed of the same format.
"""

import re

from papershelf.feeds.capture import Capture

SUFFIX = ".quarantine"
MARK = "# papershelf: "
COMMENT = re.compile(f"^{MARK}.*$", re.MULTILINE)


def quarantined(capture: Capture, path: str) -> str:
    """Return the text of the file; `path` is that of the feed."""
    frame = capture.frame
    parts = [
        f"{MARK}{path}:{item.block.line}: {' '.join(item.reason.split())}\n{item.block.text}\n"
        for item in capture.unplaced
    ]
    head = f"{MARK}what could not be read; fix it here, then import this file\n"
    return head + frame.before + f"{frame.between}\n".join(parts) + frame.after


def without_comments(text: str) -> str:
    """Empty the lines that are comments of a quarantine file; all others keep their numbers."""
    return COMMENT.sub("", text) if text.startswith(MARK) else text
