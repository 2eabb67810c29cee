from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CasesConfig(AppConfig):
    name = "cases"
    verbose_name = _("Cases")

    def ready(self) -> None:
        from django.db.models.signals import m2m_changed, post_delete, post_migrate, post_save

        from forms.extensions import let_see, let_write, say_who_starts, stand_beside, tell_whereabouts

        from . import receivers
        from .models import Happening
        from .queries import happenings
        from .queries.stage_forms import writes_for_a_turn
        from .queries.starting import forms_to_start
        from .queries.whereabouts import case_is_seen, whereabouts_of
        from .views.beside import beside_report

        say_who_starts(forms_to_start)
        let_see(case_is_seen)
        let_write(writes_for_a_turn)
        tell_whereabouts(whereabouts_of)
        stand_beside(beside_report)
        post_migrate.connect(receivers.ship, sender=self, dispatch_uid="cases.ship_letters")
        for signal, sender in (
            (post_save, Happening),
            (post_delete, Happening),
            (m2m_changed, Happening.bodies.through),
        ):
            signal.connect(happenings.forget, sender=sender, dispatch_uid="cases.happenings")
