"""Hugging Face's Daily Papers: replies of its API, and captures of its page in several grammars."""
