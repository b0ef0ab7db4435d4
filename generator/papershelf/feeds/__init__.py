"""Feeds, where candidates come from: each reader turns the text of one kind of feed into a Capture."""
