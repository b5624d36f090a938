"""What has been sent, or held back, and why."""
