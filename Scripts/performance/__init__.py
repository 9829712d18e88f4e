"""The parts of make-performance-page."""
