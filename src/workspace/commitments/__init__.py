"""Promises with a date: reports, lights, extensions, escalations."""
