"""What is answered to each address; thin: ask, show."""
