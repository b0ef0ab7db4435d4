"""Papers as references: in the formats of reference managers, and as a line in a list of works cited."""

from papershelf.citing.apa import Reference
from papershelf.citing.formats import FORMATS, Format

__all__ = ["FORMATS", "Format", "Reference"]
