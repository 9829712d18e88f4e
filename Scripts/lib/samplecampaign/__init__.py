"""What the sample campaign is made of: people who do not exist, and texts a shop might send."""
