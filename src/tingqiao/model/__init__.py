"""How cooperation unfolds: willingness, consent, action, delivery, trust, month by month."""
