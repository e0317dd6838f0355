"""What has to be at a station on voting day, and over which waters it gets there."""
