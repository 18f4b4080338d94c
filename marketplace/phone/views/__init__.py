"""The pages under /ban-hang/."""
