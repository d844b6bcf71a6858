"""People and how they sign in; no account is shared."""
