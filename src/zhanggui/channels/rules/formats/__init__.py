"""What each platform's export looks like: one small description per format, told apart by the names of its columns."""

from zhanggui.channels.rules.formats.format import Format, FormatKind, PaidRule, Word
from zhanggui.channels.rules.formats.register import FORMATS, OTHER_FILES

__all__ = ["FORMATS", "OTHER_FILES", "Format", "FormatKind", "PaidRule", "Word"]
