"""Speaks to GitHub: its REST API, pull requests, comments, issue forms."""
