"""SQL over the published warehouse: one answer in a format, or a prompt that remembers and completes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

KEYWORDS = (
    "SELECT", "FROM", "WHERE", "GROUP BY", "ORDER BY", "HAVING", "LIMIT", "JOIN", "LEFT JOIN", "USING", "ON", "AS",
    "AND", "OR", "NOT", "IN", "LIKE", "ILIKE", "BETWEEN", "IS NULL", "IS NOT NULL", "DISTINCT", "COUNT", "SUM", "AVG",
    "MIN", "MAX", "CASE", "WHEN", "THEN", "ELSE", "END", "WITH", "UNION ALL", "DESC", "ASC", "DESCRIBE", "SUMMARIZE",
    "SHOW TABLES",
)  # fmt: skip
HELP = "End a query with ; and Enter. \\d lists tables and views, \\d NAME the columns of one, \\q leaves."
