"""Makes a copy of this repository the start of another list."""
