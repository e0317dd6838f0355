"""Finds the rows of a register that are one person, and the numbers that several people share."""
