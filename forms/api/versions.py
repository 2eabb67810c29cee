"""Which version of a submission somebody has before them: ETag out, If-Match in."""

import re

from forms.api.problems import Refused
from forms.models import Submission

TAG = re.compile(r'"([0-9]{1,9})"')


def etag(submission: Submission) -> str:
    return f'"{submission.revision}"'


def revision_of(if_match: str | None) -> int:
    """The revision that the caller started from; one that was never ours is older than all.

    `*` is not taken: it would say that it does not matter what others have written.
    """
    if not if_match or if_match.strip() == "*":
        raise Refused("precondition_missing")
    found = TAG.fullmatch(if_match.strip())
    return int(found[1]) if found else 0
