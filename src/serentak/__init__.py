"""Serentak, the readiness desk of a province for simultaneous elections."""
