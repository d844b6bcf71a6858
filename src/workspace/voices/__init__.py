"""Residents, firms and associations: what they raise, and what they are told."""
