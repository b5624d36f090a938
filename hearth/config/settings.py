"""Every setting. What differs between one place and another comes from the environment."""

import hashlib
import os
from pathlib import Path
from typing import Any

from psycopg.conninfo import conninfo_to_dict

HOME = Path(__file__).parents[2]
HEARTH = HOME / "hearth"


def from_environment(name: str, *, advice: str) -> str:
    """Return a setting, or stop with advice."""
    if value := os.environ.get(name):
        return value
    raise SystemExit(f"{name} is not set. {advice}")


PREPARED_ONLY_WHEN_ASKED = 2**62
"""How often the driver may see a statement before it prepares it by itself."""


def database(address: str) -> dict[str, Any]:
    """
    Return Django's way of saying what a postgresql:// address says.

    Some PostgreSQLs compile what looks costly before they run it (jit): all we
    ask is small, and the compiling took hundreds of times as long as the rest.

    Django has the driver prepare nothing, not even what asks for it. Here it
    prepares that, and never by itself (ADR 9).
    """
    parts: dict[str, Any] = conninfo_to_dict(address)
    parts["options"] = f"{parts.get('options', '')} -c jit=off".strip()
    parts["prepare_threshold"] = PREPARED_ONLY_WHEN_ASKED
    return {
        "ENGINE": "django_tenants.postgresql_backend",
        "NAME": parts.pop("dbname"),
        "USER": parts.pop("user", ""),
        "PASSWORD": parts.pop("password", ""),
        "HOST": parts.pop("host", ""),
        "PORT": parts.pop("port", ""),
        "OPTIONS": parts,
        "CONN_MAX_AGE": 600,  # accounts.sessions finds out when a connection has gone
    }


def tiles_from(template: str) -> str:
    """Return the address of a map's tiles, or stop with advice if it cannot be one."""
    is_one = all(part in template for part in ("{z}", "{x}", "{y}"))
    has_place = template.startswith(("https://", "/")) and not set(template) & set(" ;,'\"<>")
    if template and not (is_one and has_place):
        raise SystemExit(
            "HEARTH_TILES must be like https://tiles.example.org/{z}/{x}/{y}.png, or begin with /"
        )
    return template


def proxies_from(said: str) -> int | None:
    """Return how many proxies of ours stand before us, or stop with advice if that is no number."""
    if not said:
        return None
    if said not in {*"0123456789"}:
        raise SystemExit(
            f"HEARTH_PROXIES must be how many proxies stand before Hearth, 0 to 9; it is “{said}”"
        )
    return int(said)


DEMONSTRATION = os.environ.get("HEARTH_DEMO", "") == "1"
"""Demonstration mode: three real networks, invented people, sign-in by one click."""

# The web connects as hearth_web, which owns nothing; migrations as hearth_owner.
# Which of the two a command is, its DATABASE_URL says.
DATABASES = {
    "default": database(
        from_environment("DATABASE_URL", advice="Run it through make, or name a PostgreSQL server")
    )
}
STATEMENTS_APART = os.environ.get("HEARTH_STATEMENTS_APART", "") == "1"
"""Send each SET LOCAL by itself, as a distributed database (Citus) may want."""
DATABASE_ROUTERS = ["django_tenants.routers.TenantSyncRouter"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# One schema per partnership. "Tenant" is django-tenants' word; it stays in this file and registry.
SHARED_APPS = ["django_tenants", "hearth.registry", "procrastinate.contrib.django"]
TENANT_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "hearth.foundation",
    "hearth.places",
    "hearth.accounts",
    "hearth.directory",
    "hearth.people",
    "hearth.outgoing",
    "hearth.outcomes",
    "hearth.commissioning",
    "hearth.frontdoor",
    "hearth.sheets",
    "hearth.support",
    "hearth.safety",
    "hearth.incidents",
    "hearth.diary",
    "hearth.introductions",
    "hearth.letterbox",
    "hearth.myhub",
    "hearth.handover",
    "hearth.rights",
    "hearth.erasing",
    "hearth.publishing",
    "hearth.lake",
    "hearth.evidence",
    "hearth.exchange",
]
INSTALLED_APPS = [
    *SHARED_APPS,
    *TENANT_APPS,
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "hearth.design",
    "hearth.value",
    "hearth.disclosure",
    "hearth.charts",
    "hearth.desk",
    "hearth.virtualhub",
    "hearth.demo",  # its pages and its command refuse outside the demonstration
    "hearth.config",
]
DOOR_WORDS = "hearth.incidents.queries.door_words"
"""The question that the front door asks of an app above it (see frontdoor/queries/door.py)."""
NAMED_ON_BOARD = "hearth.desk.queries.handover.named_on_board"
"""The question that a handover board asks of an app above it (see handover/queries/named.py)."""
ENDS_WITH_BOARD = ["hearth.letterbox.actions.end_own_duty"]
"""What ends as somebody hands a board over, in apps beside it (see handover/actions/turns.py)."""
HANDED_OVER_AT = "hearth.handover.queries.on_shift.handed_over_at"
"""The question that the letterbox asks of an app beside it (see letterbox/queries/boxes.py)."""
ON_DUTY_AT = "hearth.letterbox.queries.hours.is_anybody_on_duty"
TELLS_DUTY = "hearth.letterbox.actions.safety.tell_duty"
"""What outcomes asks, and has done, of an app above it: somebody on duty hears of an answer (see
outcomes/actions/telling.py)."""
OWN_KEY, OWN_KEYS = "hearth.people.keys.own_key", "hearth.people.keys.own_keys"
"""Where the sealing of people's history gets a key of their own, or many (see people/keys.py)."""
STILL_TO_DO = "hearth.support.queries.still_to_do"
"""The question that people asks of an app above it (see people/queries/still_to_do.py)."""
UNDER_WAY = [
    "hearth.introductions.queries.under_way.under_way_with",
    "hearth.support.queries.under_way.under_way_with",
]
"""The questions that people asks of apps above it (see people/queries/under_way.py)."""
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"  # the job worker finds each app's jobs.py
TENANT_MODEL = "registry.Partnership"
TENANT_DOMAIN_MODEL = "registry.Hostname"
TENANT_LIMIT_SET_CALLS = True  # say "SET search_path" when it changes, not before each query
ROOT_URLCONF = "hearth.config.urls"
WSGI_APPLICATION = "hearth.config.wsgi.application"

MIDDLEWARE = [
    "hearth.design.security.content_security_policy",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "hearth.design.languages.LanguageOfTheAddress",
    "hearth.registry.middleware.PartnershipOfTheAddress",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "hearth.accounts.middleware.SignedInWorker",
    "hearth.accounts.middleware.WorkersOnly",
    "django.contrib.messages.middleware.MessageMiddleware",
    "hearth.accounts.middleware.ActingWorker",  # last: it calls the view itself
]

SECRET_KEY = from_environment("SECRET_KEY", advice="make start keeps one in var/")
ALLOWED_HOSTS = os.environ.get("ALLOWED_HOSTS", ".localhost,127.0.0.1,[::1]").split(",")
AUTH_USER_MODEL = "accounts.User"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "accounts:sign_in"
LOGIN_REDIRECT_URL = "accounts:home"
SESSION_ENGINE = "hearth.accounts.sessions"
SESSION_COOKIE_AGE = 12 * 60 * 60  # seconds: a shift
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_AGE = None  # it goes with the browser, as everything on a shared computer should
CSRF_FAILURE_VIEW = "hearth.config.errors.page_too_old"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # they say names
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"

HTTPS = os.environ.get("HEARTH_HTTPS", "") == "1"
"""Whether people reach Hearth over HTTPS, as they must anywhere but on their own machine."""
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = ["^healthz$"]  # whoever asks stands beside us, behind the proxy
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
if HTTPS:
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-hearth", "__Host-csrf"

HEARTH_PROXIES = proxies_from(os.environ.get("HEARTH_PROXIES", ""))
"""Which entry of X-Forwarded-For, from the right, says who asks. None: the last, if it is a machine
on a private address that asks us, as a proxy beside us does; else the asker is who asks us."""

HEARTH_KEYS = os.environ.get("HEARTH_KEYS") or str(
    Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    / "hearth"
    / hashlib.sha256(str(HOME).encode()).hexdigest()[:12]
)
"""The folder of the partnerships' encryption keys. Never inside var/: a copy of the data alone
must open nothing."""

HEARTH_LAKE = os.environ.get("HEARTH_LAKE", "")
"""The folder of the lake: de-identified facts for analysts, on an encrypted volume. Empty: none."""
HEARTH_LAKE_ENCRYPTED_BY = os.environ.get("HEARTH_LAKE_ENCRYPTED_BY", "")
"""What encrypts that folder and who made sure of it, where Hearth cannot see it for itself."""
EVIDENCE_ENGINE = os.environ.get("HEARTH_EVIDENCE_ENGINE", "") or "duckdb"
"""What measures run on unless something else is asked for: duckdb, spark or postgres."""

# Only hearth.outgoing sends anything. Without a server for it, mail is held back and says so.
EMAIL_HOST = os.environ.get("HEARTH_EMAIL_HOST", "")
EMAIL_PORT = int(os.environ.get("HEARTH_EMAIL_PORT", "587"))
EMAIL_HOST_USER = os.environ.get("HEARTH_EMAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("HEARTH_EMAIL_PASSWORD", "")
EMAIL_USE_TLS = EMAIL_PORT == 587
EMAIL_USE_SSL = EMAIL_PORT == 465
EMAIL_TIMEOUT = 20  # seconds
OUTGOING_MAIL_FROM = os.environ.get("HEARTH_EMAIL_FROM", "Hearth <hello@localhost>")
RIGHTS_PACK_DAYS = int(os.environ.get("HEARTH_RIGHTS_PACK_DAYS", "30"))
OUTGOING_OVERDUE_AGAIN_DAYS = int(os.environ.get("HEARTH_OVERDUE_AGAIN_DAYS", "3"))
"""How soon a lead is written to again of crisis help that stays overdue."""
OUTGOING_MAIL_IS_SET_UP = bool(EMAIL_HOST) or DEMONSTRATION
if DEMONSTRATION and not EMAIL_HOST:
    EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"  # invented people have no post

QUICK_EXIT = os.environ.get("HEARTH_QUICK_EXIT", "https://www.bbc.co.uk/weather")
"""Where "Leave this site" leads from the public's pages: somewhere that nobody asks about."""

PUBLIC_KEPT_FOR = 10.0
"""For how many seconds a process keeps what all of the public's pages ask, such as which sites."""

HEARTH_TILES = tiles_from(os.environ.get("HEARTH_TILES", ""))
"""Pictures of the ground for maps: an address with {z}, {x} and {y}. Empty: Hearth shades its own.
It is the one thing that a page of ours may load from elsewhere, and only if a hub has chosen it."""
HEARTH_TILES_ATTRIBUTION = os.environ.get("HEARTH_TILES_ATTRIBUTION", "")
if HEARTH_TILES and not HEARTH_TILES_ATTRIBUTION:
    raise SystemExit("HEARTH_TILES needs HEARTH_TILES_ATTRIBUTION: whose map it is, to say on it")

LANGUAGE_CODE = "en-gb"
LANGUAGES = [
    (code, code)
    for code in dict.fromkeys(
        [LANGUAGE_CODE, *os.environ.get("HEARTH_LANGUAGES", "").lower().replace(",", " ").split()]
    )
]
"""The languages that the public's pages are offered in: HEARTH_LANGUAGES, such as "en-gb cy"."""
HEARTH_TEXTS = os.environ.get("HEARTH_TEXTS", "")
"""A folder of a partnership's own translations and wording, laid over Hearth's own."""
LOCALE_PATHS = [HOME / "var" / "locale"]  # made from both by hearth.config.texts
TIME_ZONE = "Europe/London"
USE_TZ = True

TEMPLATES = [
    {
        "BACKEND": "hearth.design.jinja.Templates",
        "APP_DIRS": True,
        "OPTIONS": {
            "environment": "hearth.design.jinja.environment",
            "context_processors": [
                "django.contrib.messages.context_processors.messages",
                "hearth.config.navigation.navigation",
            ],
        },
    },
]

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "var" / "static"
STORAGES = {
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_HANDLERS = ["hearth.foundation.uploading.NoFiles"]
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
