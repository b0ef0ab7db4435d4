"""Sends letters by e-mail: who gets them, what a message looks like, the server, who has one already."""
