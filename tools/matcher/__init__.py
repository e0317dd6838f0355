"""Makes registers with known doubles and fits the matcher's weights on them: `python -m tools.matcher`."""
