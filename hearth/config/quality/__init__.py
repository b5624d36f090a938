"""What make test, make check and make bench run."""
