"""Captures of the Daily Papers page, in the grammars in which people and programs write it down."""
