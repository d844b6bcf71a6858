"""Acts on matters: raising and closing, saying and showing, climbing and falling."""
