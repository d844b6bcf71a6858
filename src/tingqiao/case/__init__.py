"""What is known of a cooperation: its governments, matters, institutions and evidence."""
