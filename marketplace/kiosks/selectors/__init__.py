"""Reading fairs, their goods, their devices and their takings."""
