"""Background work in the administration: how its queues stand, what was set aside, and doing that again."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_POST
from django_q.models import Task as DoneTask
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.permissions import register_permission_policy

from cases.admin.webhooks import DeliveryViewSet, WebhookViewSet
from people.admin.looking import LookedAt, LookingViewSet

from .models import TaskAttempt
from .queues import queues


class TaskList(IndexView):
    template_name = "cms/admin/tasks.html"
    page_title = _("Background work")

    def get_base_queryset(self) -> Any:
        """Only what was set aside: the others are on their way."""
        return set_aside()

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        now_is = timezone.now()
        return super().get_context_data(*args, **kwargs) | {"queues": queues(now_is), "aside": set_aside().exists()}


class TaskViewSet(LookingViewSet):
    index_view_class = TaskList
    model = TaskAttempt
    icon = "warning"
    menu_label = _("Background work")
    name = "uppgifter"
    list_display = [
        "path",
        Column("attempts", label=_("Attempts")),
        DateColumn("begun_at", label=_("Last begun"), sort_key="begun_at"),
        DateColumn("set_aside_at", label=pgettext_lazy("delivery", "Set aside"), sort_key="set_aside_at"),
    ]
    ordering = ["-set_aside_at"]
    inspect_template_name = "cms/admin/task.html"
    inspect_view_fields = ["path", "task_id", "attempts", "begun_at", "set_aside_at"]


register_permission_policy(TaskAttempt, LookedAt(TaskAttempt))


class BackgroundGroup(ViewSetGroup):
    items = (WebhookViewSet("webhookar"), DeliveryViewSet("leveranser"), TaskViewSet("uppgifter"))
    menu_label = _("Other systems")
    menu_icon = "globe"
    menu_order = 900


def set_aside() -> Any:
    return TaskAttempt.objects.filter(set_aside_at__isnull=False)


def set_aside_for(reader: Any) -> tuple[int, str]:
    """How many there are and where they are looked at; nothing for whoever may not."""
    if not reader.has_perm("cms.change_taskattempt"):
        return 0, ""
    return set_aside().count(), reverse("uppgifter:index")


def is_left_for(reader: Any) -> bool:
    """Whether a queue has nobody who works it, told to whoever may see to it."""
    return reader.has_perm("cms.change_taskattempt") and any(queue.is_left for queue in queues(timezone.now()))


@require_POST
def do_again(request: HttpRequest, pk: str) -> HttpResponse:
    if not request.user.has_perm("cms.change_taskattempt"):
        raise PermissionDenied
    attempt = get_object_or_404(set_aside(), pk=pk)
    if enqueue_again(attempt):
        messages.success(request, now("The task is done again."))
    else:
        messages.error(request, now("What the task was to do is not kept any more."))
    return redirect(reverse("uppgifter:index"))


def task_addresses() -> list[URLPattern]:
    return [path("uppgifter/<str:pk>/igen/", do_again, name="cms_do_again")]


@transaction.atomic
def enqueue_again(attempt: TaskAttempt) -> bool:
    """The same work as a new task, counted anew; False where django-q2 has let go of what it was."""
    failed = DoneTask.objects.filter(group=attempt.pk).order_by("-stopped").first()
    if failed is None:
        return False
    _task_id, path, args, kwargs = failed.args
    import_string(path).enqueue(*args, **kwargs)
    attempt.delete()
    return True
