"""What a room is set up from: its environment, its database, its keys."""
