"""The front door's pages. Each asks questions or takes one act, and draws the answer."""
