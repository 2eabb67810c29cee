"""Where we are and what the environment says."""

import secrets
from pathlib import Path

import environ

env = environ.Env()

BASE_DIR = Path(__file__).resolve().parent.parent.parent
# Everything that a running site writes: database, uploads, mail, the secret key.
VAR_DIR = Path(env.str("VAR_DIR", default=str(BASE_DIR / "var")))
VAR_DIR.mkdir(parents=True, exist_ok=True)

DEBUG = env.bool("DEBUG", default=False)
# A demo site shows its accounts on the login page; never set it on a real one.
DEMO = env.bool("DEMO", default=False)


def _own_secret() -> str:
    """A key of this machine's own, made once, when the environment gives none."""
    path = VAR_DIR / "secret-key"
    try:
        with path.open("x") as file:
            path.chmod(0o600)
            file.write(secrets.token_urlsafe(50))
    except FileExistsError:
        pass
    return path.read_text()


SECRET_KEY = env.str("SECRET_KEY", default="") or _own_secret()
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
SITE_URL = env.str("SITE_URL", default="http://127.0.0.1:8000")
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# What a year cost differs from its budget by more than either: then it must be explained. Zero turns one off.
DEVIATION_PERCENT = env.int("DEVIATION_PERCENT", default=10)
DEVIATION_KRONOR = env.int("DEVIATION_KRONOR", default=10_000)
