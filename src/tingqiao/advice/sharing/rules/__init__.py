"""One file a rule: a function of a game, and what it declares of itself."""
