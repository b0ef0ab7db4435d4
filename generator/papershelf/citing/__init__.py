"""Papers as references, in the formats of reference managers and in APA style."""

from papershelf.citing.formats import FORMATS, Format

__all__ = ["FORMATS", "Format"]
