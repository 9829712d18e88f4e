"""A campaign of any size, and its totals by a calculation that shares no code with the engine."""
