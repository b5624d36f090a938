"""Invented people who share what they told, each in a way of their own."""
