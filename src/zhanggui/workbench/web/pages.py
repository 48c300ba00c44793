"""The workbench in the navigation."""

from zhanggui.foundation.navigation import Page
from zhanggui.foundation.words import _

HOME = Page("home", "", _("My workbench"), "/", "layout-dashboard", rank=0)
