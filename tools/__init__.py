"""What keeps the project's own pages true; not part of the package."""
