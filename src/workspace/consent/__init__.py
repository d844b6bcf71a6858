"""Proposals of the next rung, their texts, and every party's stance."""
