from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = _("Pages")

    def ready(self) -> None:
        from people.paper.letterhead import say_whose_paper

        from .letterhead import of_the_association

        say_whose_paper(of_the_association)
