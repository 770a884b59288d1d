"""The spaCy components of the extractor, one a file, registered as entry points."""
