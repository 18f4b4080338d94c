"""How fast the engine is, as ratios to the bare engines in the same run (`python -m bench.engine`)."""
