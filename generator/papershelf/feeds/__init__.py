"""Where candidates come from: each module reads one kind of feed into a Capture."""
