"""The words for what a request for a change is refused with."""

from django.utils.translation import gettext_lazy as _

OF_CHANGES = {
    "no_change_form": _("The association has no published form and route for changes. Ask the office."),
    "closed_to_changes": _("The office has closed the case, so nothing in it can be changed."),
    "change_running": _("{number} already asks to change the same thing. Wait until it is settled, or withdraw it."),
    "change_sent": _("The request was sent in already."),
    "change_made": _("The change has taken effect. Ask for a new change instead of opening this case again."),
    "amended_since": _(
        "The first case was changed after the request was filled in. Look at what holds now, and go on from there."
    ),
    "no_parts": _("Choose what is to be changed."),
    "other_case": _("The request is about {number}: write that registry number."),
    "period_not_ticked": _(
        "The period is another than the one that holds. Tick that the period changes, or take it back."
    ),
    "case_without_period": _("The case has no period to change."),
    "period_start_stays": _("The first day is {day} and cannot be changed."),
    "period_unchanged": _("The last day is the one that holds already."),
    "period_turned": _("The last day comes before the first."),
    "shortened_below_paid": _(
        "{amount} of {year} is asked for, paid or called off, so the period cannot end before that year."
    ),
    "money_outside_period": _("{amount} stands for {year}, which is outside the period. Move it to another year."),
    "sums_differ": _("The budget comes to {total}, but must come to {wanted}. The difference is {difference}."),
    "below_claimed": _("{amount} of {year} is asked for, paid or called off. The year cannot get less than that."),
    "negative_line": _("Spread the amount of “{line}” over the other lines: no line can be below zero."),
    "nobody_leads": _("Choose an active person as process leader, or write name and e-mail, and from which day."),
    "change_not_in_part": _("A change is granted as it was asked for. Ask for a supplement if it should be another."),
    "change_grants_nothing": _("The request asks for no more money, so nothing is to be granted here."),
    "change_grants_all": _("The request asks for {amount} more. Grant that amount, or ask for a supplement."),
    "other_fund": _("New money comes out of the same fund as the first grant: {fund}."),
    "no_fund_before": _("The first grant is outside every fund, and so is what is added to it."),
}
