"""The kernel's own pages, open to everyone who is signed in."""

from zhanggui.foundation.navigation import MENU, Page
from zhanggui.foundation.words import _

RUNS = Page("runs", MENU, _("What I let run"), "/runs/", "player-play", rank=910)
REFERENCE = Page("reference", MENU, _("What can be done here"), "/reference", "book", rank=920)
