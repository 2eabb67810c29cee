# shellcheck shell=bash
# Sourced: finds uv, or installs the pinned one into a virtual environment of its own.
# Afterwards "$uv" runs it.

# Where a company proxy signs with its own certificate, the system's store knows it.
export UV_SYSTEM_CERTS="${UV_SYSTEM_CERTS:-true}" UV_NO_PROGRESS="${UV_NO_PROGRESS:-1}"

stop() {
    echo "$*" >&2
    exit 1
}

own_uv() {
    local python
    [ -x .uv/bin/uv ] && return
    for python in python3 /usr/bin/python3 /usr/local/bin/python3 python3.14 python3.13 python3.12 python3.11 python; do
        "$python" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 9))' 2>/dev/null || continue
        echo "Installing uv into .uv/ …"
        rm -rf .uv
        if "$python" -m venv .uv && .uv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/uv.txt; then
            return
        fi
        rm -rf .uv
        stop "uv could not be installed with $python: see the lines above (is the package index reachable?)"
    done
    stop "Neither uv nor a Python with venv was found. Install uv, or python3 and python3-venv, and run this again."
}

if uv=$(command -v uv) && "$uv" --version >/dev/null 2>&1; then
    :
else
    own_uv
    uv=.uv/bin/uv
fi
