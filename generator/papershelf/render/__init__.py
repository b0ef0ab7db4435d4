"""Pages made from facts: the only part of the generator that knows HTML, Markdown and URLs."""
