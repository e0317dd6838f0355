"""Who guards the stations, under which pattern."""
