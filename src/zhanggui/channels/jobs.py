"""What happens to imports by the clock."""

from zhanggui.channels.operations.finish_imports import finish_imports
from zhanggui.channels.queries.imports import imports_left_open
from zhanggui.foundation.actor import Actor
from zhanggui.foundation.jobs import every
from zhanggui.foundation.words import _


@every("*/5 * * * *", _("Import closed"))
def close_imports(actor: Actor) -> None:
    """Close imports whose run has ended without them, because its person lost the duty meanwhile."""
    finish_imports(actor, imports_left_open())
