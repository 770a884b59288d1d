"""Blotter: from news about gangs and organised crime to a record that can be queried."""

__version__ = "0.1.0"
