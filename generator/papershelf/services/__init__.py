"""What other services know about papers, asked politely; nothing here writes to the reading list."""
