"""What forms tell the house upwards: one thing."""

from django.dispatch import Signal

# Sent inside the transaction of the submit action with `submission`, `revision`
# (a SubmissionRevision) and `by` (a User). A receiver that raises undoes the submission.
answers_submitted = Signal()
