"""One module for each provider: what its document makes of a request, and what it answers."""
