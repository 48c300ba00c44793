"""The box in which what files say of people waits until it is applied."""

from functools import cache
from hashlib import blake2b

from django.conf import settings

from zhanggui.channels.rules.payload import Box


@cache
def box() -> Box:
    """The box of this installation's data key."""
    return Box(blake2b(settings.ZHANGGUI_DATA_KEY.encode(), digest_size=32, person=b"imports").digest())
