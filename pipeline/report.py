"""What a run gave and what the warehouse holds, for people: tables for the terminal, a page in Markdown.

Also what ``blotter info`` and ``blotter corpus stats`` print.
"""

from __future__ import annotations
