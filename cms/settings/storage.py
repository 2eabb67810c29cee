"""Where data is kept: database, cache, files."""

import sys

from .environment import BASE_DIR, DEBUG, DEMO, VAR_DIR, env

DATABASES = {"default": env.db_url("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'samverka.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # Web and worker write at once: a write lock is taken when the transaction
    # starts, because one that is upgraded half-way fails without waiting.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
    }
else:
    DATABASES["default"].setdefault("CONN_MAX_AGE", 60)
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    if DATABASES["default"]["ENGINE"] == "django.db.backends.postgresql":
        # The questions of an inbox are long and quick: PostgreSQL would compile them for longer than they take.
        asked = DATABASES["default"].setdefault("OPTIONS", {})
        asked["options"] = f"{asked.get('options', '')} -c jit=off".strip()

CACHES = {"default": env.cache_url("CACHE_URL", default="locmemcache://")}

MEDIA_ROOT = VAR_DIR / "files"
MEDIA_URL = "/media/"
STATIC_ROOT = VAR_DIR / "static"
STATIC_URL = "/static/"
# Names with checksums once the files are collected (also while they are, for the first time);
# a developer's server finds them where they lie.
_collected = not DEBUG and ((STATIC_ROOT / "staticfiles.json").exists() or "collectstatic" in sys.argv)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # What is uploaded to a form or a case is never reachable by an address of its own.
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": VAR_DIR / "private", "base_url": None},
    },
    "staticfiles": {
        "BACKEND": (
            "django.contrib.staticfiles.storage.StaticFilesStorage"
            if not _collected
            # Compressing takes most of a minute, which pays on a real site only.
            else "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"
            if DEMO
            else "whitenoise.storage.CompressedManifestStaticFilesStorage"
        )
    },
}
WHITENOISE_USE_FINDERS = not _collected
LOCALE_PATHS = [BASE_DIR / "locale"]
