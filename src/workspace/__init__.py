"""The live room: where the parties consent, commit and carry out."""
