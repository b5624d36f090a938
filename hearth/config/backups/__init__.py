"""Copies of the data, and getting it back."""
