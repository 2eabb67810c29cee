"""Whether the site can do its work, for whoever watches over it: a machine asks, and is told no more than that."""

from django.db import DatabaseError
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from .queues import queues


@require_safe
@never_cache
def health(_request: HttpRequest) -> JsonResponse:
    """200 where all is well; 503 where the database does not answer, or a queue that nobody works."""
    try:
        left = [queue.key for queue in queues(timezone.now()) if queue.is_left]
    except DatabaseError:
        return JsonResponse({"status": "failing", "database": "failing"}, status=503)
    told = {"status": "failing" if left else "ok", "database": "ok", "queues_without_worker": left}
    return JsonResponse(told, status=503 if left else 200)
