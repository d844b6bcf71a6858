"""Governments and their superiors, mandates, notices, working days."""
