"""The desk: people, rows, pages and files over the engine."""
