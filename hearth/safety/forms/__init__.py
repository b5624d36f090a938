"""What was typed on the pages of worries and safety concerns."""
