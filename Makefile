# Every command works alone on a fresh clone; see README.md.
.PHONY: setup demo test check bench translations lock

setup:          ## a virtual environment in .venv with everything pinned
	@bin/setup

demo:           ## a running site with demo content, at 127.0.0.1:8000 (or PORT=…)
	@bin/demo

test:           ## every test on SQLite, then on PostgreSQL those that ask a database
	@bin/test

check:          ## formatting, lint, types, arrows between apps, migrations, translations
	@bin/check

bench:          ## figures of speed into bench-results/ (POSTGRES=1 both databases, FULL=1 also 100 000 cases)
	@bin/bench

translations:   ## compile the translations after they were edited
	@bin/translations

lock:           ## pin the newest fitting packages in requirements/
	@bin/lock
