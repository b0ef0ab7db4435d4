"""From facts to pages: the only part of the generator that knows HTML, Markdown and URLs."""
