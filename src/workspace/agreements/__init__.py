"""Agreed texts out for the seals and back, version by version."""
