"""The pages of buying, one module per page."""
