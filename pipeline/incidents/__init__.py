"""Which reports of different articles tell of the same happening."""
