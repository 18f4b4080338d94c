"""The pages of a fair."""
