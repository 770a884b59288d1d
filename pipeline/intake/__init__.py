"""What comes in: listed sources, feeds, files, archives and the web, as articles."""
