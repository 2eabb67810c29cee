"""This year's work: cases at every stage, so that each role finds something to do. All days count from today."""

from datetime import date, timedelta

from cms.demo import changing
from cms.demo.telling import Teller

from . import applications, decided, drafts, reports

# Days ago that it was sent in or begun; the oldest comes first, so that the registry numbers follow the days.
STORIES = (
    (340, decided.board_paper),
    (310, decided.west),
    (305, decided.nykoping),
    (150, decided.withdrawn),
    (90, decided.under_notice),
    (85, decided.late_agreement),
    (62, applications.at_the_board),
    (60, decided.agreement_to_sign),
    (47, applications.at_the_director),
    (34, reports.report_of_the_north),
    (33, changing.activity_day),
    (30, applications.at_the_preparatory_group),
    (26, applications.at_the_office),
    (20, applications.waiting_for_a_supplement),
    (19, applications.late_at_a_group),
    (18, reports.plan_of_the_west),
    (12, applications.soon_due_at_a_group),
    (11, reports.report_of_the_south),
    (9, reports.plan_of_the_south),
    (8, reports.plan_of_the_north),
    (6, applications.waiting_for_flen),
    (6, drafts.ungdomens_hus),
    (5, decided.next_board_paper),
    (4, changing.west_asks_for_longer),
    (3, drafts.drivhuset),
    (2, drafts.of_flen),
    (1, drafts.report_of_the_west),
)


def tell_today(tell: Teller, today: date) -> None:
    for days, story in STORIES:
        story(tell, today, today - timedelta(days=days))
