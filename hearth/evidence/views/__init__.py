"""Reports of numbers, and what of them is published."""
