"""A repository that holds a list: the files it starts from, and how they follow newer versions.

`list/` has the files by their places in the list, with `dot-` for a dot; `examples/` and `empty/` are the
two choices of data.
"""
