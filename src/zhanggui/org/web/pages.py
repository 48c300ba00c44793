"""Pages of the organisation in the navigation and in the person's menu."""

from zhanggui.foundation.navigation import MENU, Page
from zhanggui.foundation.words import _
from zhanggui.org.vocabulary import ASSIGN, PERMISSIONS

COMPANY = _("Company")

PEOPLE = Page("people", COMPANY, _("People"), "/people/", "users", needs=(ASSIGN, PERMISSIONS), rank=900)
POSITIONS = Page("positions", COMPANY, _("Positions and duties"), "/positions/", "sitemap", rank=910)
ME = Page("me", MENU, _("My duties"), "/me/", "id-badge-2", rank=920)
PASSWORD = Page("password", MENU, _("Change my password"), "/me/password", "key", rank=930)
LOGOUT = Page("logout", MENU, _("Log out"), "/logout", "logout", rank=999, post=True)
