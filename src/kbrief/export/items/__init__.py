"""Results as plain items: the keys that other programs build on."""
