"""The reading list as data: reads and writes `data/`, and is the only part that knows YAML."""

from papershelf.library.load import Library, load

__all__ = ["Library", "load"]
