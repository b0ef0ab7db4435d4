"""Fills in what papers lack with what services know, and reports what was found."""
