"""Settings of the desk, all from the environment; what is missing is named with a hint."""

import importlib.util
import os
import sys
from datetime import datetime
from pathlib import Path

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

from serentak.engine import moments

PACKAGE = Path(__file__).resolve().parent.parent


def env(name: str, default: str | None = None, *, hint: str = "") -> str:
    """A setting from the environment; without a default it must be there."""
    value = os.environ.get(name, default)
    if value is None:
        raise ImproperlyConfigured(f"{name} belum diisi. {hint}")
    return value


def switch(name: str, *, default: bool = False) -> bool:
    """A yes-or-no setting: 1 or 0."""
    return env(name, "1" if default else "0") == "1"


def moment(name: str) -> datetime | None:
    """A fixed moment with its zone, or None."""
    text = env(name, "")
    if not text:
        return None
    found = moments.moment(text)
    if not isinstance(found, datetime):
        raise ImproperlyConfigured(f"{name}: tulis seperti 2024-10-01T09:00+08:00.")
    if found.tzinfo is None:
        raise ImproperlyConfigured(f"{name}: sertakan zona, misalnya 2024-10-01T09:00+08:00.")
    return found


def folder(name: str) -> Path | None:
    """A folder that somebody else fills, or None."""
    text = env(name, "")
    return Path(text).resolve() if text else None


def wheel_dir(package: str, *parts: str) -> Path:
    """A folder inside an installed wheel, without importing the package."""
    spec = importlib.util.find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise ImproperlyConfigured(f"Paket {package} belum terpasang. Jalankan make demo.")
    return Path(next(iter(spec.submodule_search_locations))).joinpath(*parts)


DEMO = switch("SERENTAK_DEMO")  # role buttons at sign-in, a clock that can be set
GUEST = switch("SERENTAK_GUEST")  # visitors who are not signed in may read
REQUIRE_TOTP = switch("SERENTAK_REQUIRE_TOTP", default=not DEMO)  # for those who decide
DEBUG = switch("SERENTAK_DEBUG")
NOW = moment("SERENTAK_NOW")
PROVINCE = env("SERENTAK_PROVINCE", "74")
DATA_DIR = Path(env("SERENTAK_DATA_DIR", "var")).resolve()
EVIDENCE_DIR = DATA_DIR / "evidence"
RUNS_DIR = DATA_DIR / "register" / "runs"
INPUTS_DIR = DATA_DIR / "register" / "inputs"
REGISTER_DIR = folder("SERENTAK_REGISTER_DIR")  # register files already on this machine
REGISTER_COMMAND = [sys.executable, "-m", "serentak.cli.main", "register", "build"]
SECRET_KEY = env(
    "SERENTAK_SECRET_KEY",
    hint="Untuk peragaan jalankan dari map tempat make demo dijalankan; untuk meja sendiri isi"
    " lingkungannya menurut .env.example.",
)
ALLOWED_HOSTS = env("SERENTAK_HOSTS", "127.0.0.1,localhost").split(",")
SECURE = switch("SERENTAK_HTTPS", default=not DEMO)
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS if host != "*"]

INSTALLED_APPS = [
    "whitenoise.runserver_nostatic",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "serentak.desk.shared",
    "serentak.desk.accounts",
    "serentak.desk.audit",
    "serentak.desk.jobs",
    "serentak.desk.places",
    "serentak.desk.notices",
    "serentak.desk.law",
    "serentak.desk.obligations",
    "serentak.desk.figures",
    "serentak.desk.budget",
    "serentak.desk.register",
    "serentak.desk.stations",
    "serentak.desk.personnel",
    "serentak.desk.logistics",
    "serentak.desk.security",
    "serentak.desk.readiness",
    "serentak.desk.home",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "serentak.desk.shared.middleware.headers",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "serentak.desk.shared.middleware.language",
    "serentak.desk.shared.middleware.clock",
    "serentak.desk.shared.middleware.plain_errors",
    "django_htmx.middleware.HtmxMiddleware",
    "serentak.desk.accounts.gate.Gate",
]
ROOT_URLCONF = "serentak.desk.urls"
WSGI_APPLICATION = "serentak.desk.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "serentak.desk.home.shell.shell",
            ],
            "builtins": ["django.templatetags.i18n", "serentak.desk.shared.templatetags.desk"],
        },
    }
]

DATABASES = {
    "default": dj_database_url.parse(
        env("DATABASE_URL", f"sqlite:///{DATA_DIR / 'serentak.sqlite3'}"),
        conn_max_age=600,
        conn_health_checks=True,
    )
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {  # a page or two a minute, in each process's own memory
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 100},
    }
}

AUTH_USER_MODEL = "accounts.User"
LOGIN_URL = "accounts:sign_in"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
_CHECKS = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": f"{_CHECKS}.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "label")},
    },
    {"NAME": f"{_CHECKS}.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": f"{_CHECKS}.CommonPasswordValidator"},
]
OTP_TOTP_ISSUER = "Serentak"

LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Bahasa Indonesia"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "desk" / "locale"]
TIME_ZONE = "Asia/Makassar"
USE_I18N = True
USE_TZ = True

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "serentak.desk.shared.errors.stale"
SESSION_COOKIE_AGE = 12 * 60 * 60
SECURE_SSL_REDIRECT = SECURE
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if switch("SERENTAK_PROXY") else None
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

UPLOAD_LIMIT = 20 * 1024 * 1024
REGISTER_UPLOAD_LIMIT = 200 * 1024 * 1024  # larger registers are put into SERENTAK_REGISTER_DIR
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024  # forms without their files
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [
    ("vendor/public-sans", wheel_dir("fontpkg_public_sans", "files")),
    ("vendor/leaflet", wheel_dir("xstatic", "pkg", "leaflet", "data")),
]
WHITENOISE_USE_FINDERS = DEMO or DEBUG
_PLAIN = "django.contrib.staticfiles.storage.StaticFilesStorage"
_HASHED = "whitenoise.storage.CompressedManifestStaticFilesStorage"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": _PLAIN if DEMO or DEBUG else _HASHED},
}
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
