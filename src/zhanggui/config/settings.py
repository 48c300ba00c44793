"""Django's settings. What differs between installations comes from the environment, never from this file.

ZHANGGUI_HOME      folder of secrets, caches and the embedded database
ZHANGGUI_DATABASE  database in the embedded cluster, `zhanggui` unless said
DATABASE_URL       a PostgreSQL server instead of the embedded one
ZHANGGUI_COMPANY   schema of the company that this process serves, `company` unless said
ZHANGGUI_HOSTS     names under which browsers reach this house, with commas
ZHANGGUI_HTTPS     1 when a proxy in front speaks HTTPS
ZHANGGUI_DEBUG     1 while developing
SECRET_KEY, ZHANGGUI_DATA_KEY  secrets; drawn once into files of the home folder unless given
"""

import os

from django.utils.csp import CSP
from django.utils.translation import gettext_lazy as _

from zhanggui.config import places
from zhanggui.config.databases import JOBS_SCHEMA as JOBS_SCHEMA
from zhanggui.config.databases import company_schema, database
from zhanggui.config.logs import logging_tree
from zhanggui.config.stack import MODULE_STACK as MODULE_STACK
from zhanggui.config.stack import installed_modules

DEBUG = os.environ.get("ZHANGGUI_DEBUG") == "1"
HTTPS = os.environ.get("ZHANGGUI_HTTPS") == "1"

SECRET_KEY = os.environ.get("SECRET_KEY") or places.secret("session")
ZHANGGUI_DATA_KEY = os.environ.get("ZHANGGUI_DATA_KEY") or places.secret("data")

# `config` comes first because its commands replace Django's of the same name; procrastinate comes after the
# modules because it collects the jobs that they declare.
INSTALLED_APPS = [
    "zhanggui.config",
    *installed_modules(),
    "procrastinate.contrib.django",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_cotton",
    "django_htmx",
    "axes",
]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# What the foundation asks about people; it never imports those who know.
ACTOR_BUILDER = "zhanggui.org.queries.actors.actor_of"
ACTOR_OF_TOKEN = "zhanggui.org.queries.actors.actor_of_token"
DUTY_SENTENCE = "zhanggui.org.queries.directory.duty_sentence"
PEOPLE_NAMES = "zhanggui.org.queries.directory.people_names"
POSITION_NAMES = "zhanggui.org.queries.directory.position_names"
HOLDERS = "zhanggui.org.queries.directory.holders"
COMPANY_NAME = "zhanggui.org.queries.directory.company_name"
PERSON_NAMED = "zhanggui.org.queries.directory.person_named"
PROCRASTINATE_ON_APP_READY = "zhanggui.foundation.jobs.install"

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "zhanggui.foundation.web.middleware.ActorMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "zhanggui.config.urls"
WSGI_APPLICATION = "zhanggui.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["zhanggui.foundation.templatetags.ui"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "zhanggui.foundation.web.shell.shell",
            ],
        },
    },
]
COTTON_DIR = "ui/components"
COTTON_ISOLATE_BY_DEFAULT = True

# Companies: one schema each. No code names `public`, no query crosses companies.
COMPANY_SCHEMA = company_schema()
DATABASES = {"default": database()}

# People
AUTH_USER_MODEL = "org.Person"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "login"
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_ENABLE_ADMIN = False
AXES_LOCKOUT_CALLABLE = "zhanggui.org.web.login.locked_out"
# The pause runs from the last try that counted; tries while it lasts do not make it longer.
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False

# Language and time: English in the source, Chinese on the screen; stored in UTC, shown in Shanghai.
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("Simplified Chinese")), ("en", _("English"))]
LANGUAGE_COOKIE_SAMESITE = "Lax"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

# Files that browsers fetch: served by this very process.
STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
WHITENOISE_MAX_AGE = 0 if DEBUG else 600
DATA_UPLOAD_MAX_MEMORY_SIZE = 8 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000
UPLOAD_LIMIT_BYTES = 256 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

# What browsers may do. Nothing is inline, so there is no nonce; charts and Tabler draw from data: images.
SECURE_CSP = {
    "default-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "object-src": [CSP.NONE],
    "base-uri": [CSP.SELF],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
}
ALLOWED_HOSTS = [host for host in os.environ.get("ZHANGGUI_HOSTS", "localhost,127.0.0.1,[::1]").split(",") if host]
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS if host != "*"] if HTTPS else []
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 30 * 24 * 3600 if HTTPS else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
# A warehouse shift; every request of a signed-in person counts anew.
SESSION_COOKIE_AGE = 12 * 3600

LOGGING_CONFIG = None
LOGGING = logging_tree(debug=DEBUG)
