"""Readings by outcome measures, as invented people gave them."""
