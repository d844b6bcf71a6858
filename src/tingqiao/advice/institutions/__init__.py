"""Which institution a matter should aim at: its worth, its costs, the way there."""
