"""Every act of the room as a page: its address, its form, its service."""
