"""The reading list as data: reads and writes `data/`; nothing else in the package knows YAML."""

from papershelf.library.load import Library, load

__all__ = ["Library", "load"]
