"""With how little help from above a stalled matter would move, and whose."""
