"""The lists of the organisation."""

from zhanggui.foundation.registry import Listing
from zhanggui.foundation.words import _
from zhanggui.org.queries.personnel import people_matching
from zhanggui.org.vocabulary import ASSIGN, PERMISSIONS

PEOPLE = Listing("people", _("People"), needs=(ASSIGN, PERMISSIONS), records=people_matching)
