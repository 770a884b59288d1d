"""The annotated articles: faults, findings, sizes, agreement, the card."""
