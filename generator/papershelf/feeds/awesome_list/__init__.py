"""Reads "awesome" lists: the README of a reading list, its papers in bullets, table rows or paragraphs."""
