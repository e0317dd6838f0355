"""A synthetic register: invented people on invented cards in real villages, with known errors."""
