"""Giving money back: asked for once, called once, certain before it is booked."""
