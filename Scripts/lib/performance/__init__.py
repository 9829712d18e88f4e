"""The parts of Scripts/generate performance."""
