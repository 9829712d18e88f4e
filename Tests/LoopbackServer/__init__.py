"""A server on loopback that plays the providers' documents, and what is sent to it."""
