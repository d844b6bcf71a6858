"""How fast the model is, beside other ways of writing it."""
