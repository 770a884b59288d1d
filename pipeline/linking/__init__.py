"""Which names of different articles stand for the same person, gang or organisation."""
