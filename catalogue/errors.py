"""What can be wrong with a photo."""

from base.errors import MarketError


class InvalidPhoto(MarketError):
    """The file cannot become a photo of the market. Raised as one of the classes below."""

    code = "invalid_photo"


class NotAnImage(InvalidPhoto):
    """Not one of the kinds of picture we read, or broken."""

    code = "not_an_image"


class TooManyBytes(InvalidPhoto):
    """The file is too heavy. `most_megabytes`."""

    code = "too_many_bytes"


class TooManyPixels(InvalidPhoto):
    """The picture is too large to be decoded safely. `most_megapixels`."""

    code = "too_many_pixels"


class EmptyPhoto(InvalidPhoto):
    """The file has no content: the transfer broke, or nothing was chosen."""

    code = "empty"
