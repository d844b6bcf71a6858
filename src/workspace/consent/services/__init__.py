"""Acts of consent: proposing and amending, taking a stance, speaking for others."""
