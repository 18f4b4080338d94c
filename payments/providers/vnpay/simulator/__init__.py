"""A stand-in for VNPAY that speaks its side over real HTTP. For demonstrations and tests; never where money is real."""
