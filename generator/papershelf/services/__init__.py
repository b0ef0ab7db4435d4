"""Looks papers up at other services, politely; nothing here writes to the reading list."""
