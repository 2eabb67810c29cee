from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = _("Pages")

    def ready(self) -> None:
        from cases.extensions import say_association, tell_plan_lines, tell_plans, tell_projects, tell_report_pages
        from people.paper.letterhead import say_whose_paper

        from .letterhead import name_of_the_association, of_the_association
        from .queries.year_plans import plan_lines, plans_for_years, projects_for_years
        from .views.report_pages import report_pages

        say_whose_paper(of_the_association)
        tell_plans(plans_for_years)
        tell_plan_lines(plan_lines)
        tell_projects(projects_for_years)
        tell_report_pages(report_pages)
        say_association(name_of_the_association)
