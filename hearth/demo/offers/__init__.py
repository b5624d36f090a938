"""Invented services and activities for each network's directory, and how true their entries are."""
