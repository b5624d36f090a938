"""What teams and invented people do together: support, spread over workers and months."""
