"""Lists in the administration that are looked at: nothing in them is added, changed or deleted by hand."""

from typing import Any

from wagtail.admin.views.generic import InspectView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy


class LookedAt(ModelPermissionPolicy):
    """Whoever may change what the list is about may look. To be registered for each model that is only looked at."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action == "view" and super().user_has_permission(user, "change")

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)


class LookedAtView(InspectView):
    def get_field_display_value(self, field_name: str, field: Any) -> Any:
        """A dash for nothing, where Wagtail writes None."""
        value = super().get_field_display_value(field_name, field)
        return "–" if value in (None, "") else value


class LookingViewSet(ModelViewSet):
    inspect_view_class = LookedAtView
    inspect_view_enabled = True
    copy_view_enabled = False
    form_fields: tuple[str, ...] = ()
    list_per_page = 50
