"""How rows are kept: files, formats, loading, judgements, kept tables, the dictionary."""
