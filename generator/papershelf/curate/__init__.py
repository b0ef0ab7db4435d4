"""From candidates to entries of the reading list, proposed to a person."""
