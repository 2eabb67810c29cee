from django.apps import AppConfig
from wagtail.users.apps import WagtailUsersAppConfig


class CmsConfig(AppConfig):
    name = "cms"
    verbose_name = "Samverka"
    default = True

    def ready(self) -> None:
        from cases.extensions import say_set_aside

        from . import receivers  # noqa: F401
        from .background import set_aside_for

        say_set_aside(set_aside_for)


class AccountsConfig(WagtailUsersAppConfig):
    """Wagtail's users with our own forms: one name, an e-mail address to log in with."""

    user_viewset = "people.admin.users.UserViewSet"
