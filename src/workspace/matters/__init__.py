"""Cross-boundary matters: parties, words, positions, record, and which rung is open."""
