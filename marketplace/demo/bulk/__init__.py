"""Many rows at once, for measuring: the same ones every time, written past the services and their events."""
