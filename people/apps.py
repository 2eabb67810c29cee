from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    name = "people"
    verbose_name = _("People and bodies")

    def ready(self) -> None:
        from django.db.models.signals import post_delete, post_save

        from .queries import successions

        for signal in (post_save, post_delete):
            signal.connect(successions.forget, sender="people.Succession", dispatch_uid="people.successions")
