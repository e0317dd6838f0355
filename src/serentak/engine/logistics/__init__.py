"""What voting needs on the ground, over which waters it gets there, and what has arrived of it."""
