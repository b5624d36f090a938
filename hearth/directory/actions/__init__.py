"""What connectors, providers and anybody do to the directory. One room for each subject."""
