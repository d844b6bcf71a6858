"""What is done with commitments and requests for help: one function an act."""
