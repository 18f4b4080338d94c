"""What operators read: each list bounded, each page a fixed number of queries."""
