"""What the pages show, read through the one gate."""
