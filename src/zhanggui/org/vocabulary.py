"""What the organisation names: its rights and the facts that it says about people, assignments and duties."""

from zhanggui.foundation.capability import Capability
from zhanggui.foundation.event import EventKind
from zhanggui.foundation.words import _

ASSIGN = Capability("org.assign", _("Hire people and place them"))
BLUEPRINT = Capability("org.blueprint", _("Keep the blueprint"))
PERMISSIONS = Capability("org.permissions", _("Keep accounts and tokens"))
WORKBENCH = Capability("org.workbench", _("Have a workbench"))
AUDIT = Capability("org.audit", _("See who did what"))

HIRED = EventKind("org.hired", _("Hired"), subject="person")
DEACTIVATED = EventKind("org.deactivated", _("Account closed"), subject="person", axis="account")
REACTIVATED = EventKind("org.reactivated", _("Account opened again"), subject="person", axis="account")
PASSWORD_RESET = EventKind("org.password_reset", _("Password reset"), subject="person")
PASSWORD_CHANGED = EventKind("org.password_changed", _("Password changed"), subject="person")

PLACED = EventKind("org.placed", _("Placed"), subject="person")
ENDED = EventKind("org.assignment_ended", _("Assignment ended"), subject="person")

TOKEN_ISSUED = EventKind("org.token_issued", _("Token issued"), subject="person")
TOKEN_REVOKED = EventKind("org.token_revoked", _("Token revoked"), subject="person")

BLUEPRINT_APPLIED = EventKind("org.blueprint_applied", _("Blueprint applied"), subject="blueprint")
DUTY_BEGAN = EventKind("org.duty_began", _("Duty in force"), subject="duty")
DUTY_ENDED = EventKind("org.duty_ended", _("Duty no longer in force"), subject="duty")

ACCOUNT_TITLES = {"open": _("Active"), "closed": _("Deactivated")}
