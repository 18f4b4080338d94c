"""The market's account at its bank: what its statements say came in, and for which order it was."""
