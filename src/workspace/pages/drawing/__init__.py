"""Charts as plain geometry, drawn on the server."""
