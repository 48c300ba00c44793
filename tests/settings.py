"""The product's settings with the tests' own database cluster and secrets drawn for this run."""

import os
from secrets import token_hex

os.environ.setdefault("SECRET_KEY", token_hex(32))
os.environ.setdefault("ZHANGGUI_DATA_KEY", token_hex(32))
os.environ.pop("DATABASE_URL", None)

from tests.database import CLUSTER
from zhanggui.config.databases import search_path_option
from zhanggui.config.settings import *  # noqa: F403
from zhanggui.config.settings import COMPANY_SCHEMA, JOBS_SCHEMA

DATABASES = {
    "default": {
        # `tests.conftest` names the database when the first test asks for one.
        **CLUSTER.database("postgres"),
        "OPTIONS": {
            "options": search_path_option(COMPANY_SCHEMA, JOBS_SCHEMA),
            "application_name": "zhanggui tests",
        },
    },
}
# Argon2 is slow on purpose; no test is about that.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
WHITENOISE_AUTOREFRESH = True
