"""Our books against the gateway's file, day by day; each difference has a name."""
