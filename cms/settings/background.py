"""Work outside the request: tasks and mail."""

from .environment import VAR_DIR, env

# Two queues, so that no letter waits behind what takes minutes: a task says which of them is its own.
LONG = "long"
TASKS = {"default": {"BACKEND": "cms.queueing.DjangoQBackend", "QUEUES": ["default", LONG]}}
LONG_SECONDS = 1200
# So many seconds after its worker's last sign of life a task is handed to another (cms/leases.py).
TASK_LEASE = 180
Q_CLUSTER = {
    "name": "samverka",
    "orm": "default",
    "broker_class": "cms.leases.LeasingBroker",
    # One after the other is quick enough for a small site, and two would race to index one page.
    "workers": env.int("WORKERS", default=1),
    # What is fetched ahead waits for this worker alone until its lease runs out, so it is little.
    "queue_limit": env.int("WORKERS", default=1),
    "timeout": 300,
    # django-q2 wants it longer than the time a task may take; leases are what counts.
    "retry": 360,
    "max_attempts": 3,
    "ack_failures": True,
    "save_limit": 100,
    "catch_up": False,
    "label": "Background work",
    "poll": 1,
    "ALT_CLUSTERS": {
        LONG: {
            "workers": env.int("LONG_WORKERS", default=1),
            "queue_limit": env.int("LONG_WORKERS", default=1),
            "timeout": LONG_SECONDS,
            "retry": LONG_SECONDS + 60,
            # Kilobytes: a package of hundreds of pages leaves a large process behind, and a new one takes over.
            "max_rss": 400_000,
        }
    },
}

_mail = env.email_url("EMAIL_URL", default=f"filemail:///{VAR_DIR / 'mail'}")
MAILERS = {
    "default": {
        "BACKEND": _mail["EMAIL_BACKEND"],
        "OPTIONS": {
            option: value
            for option, value in {
                "file_path": str(VAR_DIR / "mail") if "filebased" in _mail["EMAIL_BACKEND"] else None,
                "host": _mail.get("EMAIL_HOST"),
                "port": _mail.get("EMAIL_PORT"),
                "username": _mail.get("EMAIL_HOST_USER"),
                "password": _mail.get("EMAIL_HOST_PASSWORD"),
                "use_tls": _mail.get("EMAIL_USE_TLS"),
                "use_ssl": _mail.get("EMAIL_USE_SSL"),
            }.items()
            if value and ("smtp" in _mail["EMAIL_BACKEND"] or option == "file_path")
        },
    }
}
# An address without a name is sent from in the association's name.
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="samverka@localhost")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
