"""Checks of the page; `Scripts/check page` runs them."""
