from django.apps import AppConfig
from wagtail.users.apps import WagtailUsersAppConfig


class CmsConfig(AppConfig):
    name = "cms"
    verbose_name = "Samverka"
    default = True

    def ready(self) -> None:
        from . import receivers  # noqa: F401


class AccountsConfig(WagtailUsersAppConfig):
    """Wagtail's users with our own forms: one name, an e-mail address to log in with."""

    user_viewset = "people.admin.users.UserViewSet"
