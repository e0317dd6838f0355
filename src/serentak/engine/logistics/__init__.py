"""What voting needs on the ground, the way it takes, and what has arrived of it."""
