"""Advice in plain words: how it is written down, how hard it is to read, and what we start with."""
