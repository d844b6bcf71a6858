"""The stages of a month, each over all its matters and a block of runs side by side."""
