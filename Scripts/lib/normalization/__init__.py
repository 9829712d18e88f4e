"""The rules behind the tables of the tiers of normalization, one module a tier."""
