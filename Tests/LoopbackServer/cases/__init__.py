"""One module for each provider: jobs, and what a phone or the server must make of them."""
