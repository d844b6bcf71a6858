"""What to do: on whose account, with which powers, in which institution and order."""
