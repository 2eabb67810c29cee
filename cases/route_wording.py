"""The words for what is wrong with a route, by the code of the problem."""

from django.utils.translation import gettext_lazy as _

PROBLEMS = {
    "not_a_file": _("The file {file} cannot be read."),
    "schema_too_new": _("The definition has schema {schema}; this system knows {known}."),
    "schema_unknown": _("The definition must say “schema”: {known}."),
    "definition_too_large": _("The definition is larger than {maximum} bytes."),
    "not_an_object": _("“{member}” must be an object."),
    "not_a_list": _("“{member}” must be a list."),
    "not_text": _("“{member}” must be text."),
    "not_a_number": _("“{member}” must be a whole number."),
    "not_numbers": _("“{member}” must be at most {maximum} whole numbers."),
    "not_yes_or_no": _("“{member}” must be true or false."),
    "not_one_of": _("“{member}” cannot be “{value}”; it is one of {allowed}."),
    "not_a_key": _("“{member}” cannot be “{value}”: a key has only a–z, 0–9 and _, and begins with a letter."),
    "member_missing": _("“{member}” is missing."),
    "member_too_long": _("“{member}” is longer than {maximum} characters."),
    "too_many": _("“{member}” has more than {maximum} items."),
    "unknown_member": _("“{member}” is not known here; is it misspelled?"),
    "no_stages": _("The route has no stages. Add a stage."),
    "no_withdrawn_end": _("The route needs an end for cases that are withdrawn. Add one of that kind."),
    "several_withdrawn_ends": _(
        "Only one end can be for cases that are withdrawn; “{end}” is one too many."
        " Take it away or give it another kind."
    ),
    "no_groups_field": _(
        "“{stage}” asks the applicants, but no field of the form says who they are."
        " Choose the field under “What the case is made from”."
    ),
    "duplicate_key": _("The key “{key}” is used twice. Change one of them, under its cogwheel."),
    "duplicate_id": _("The id “{key}” is used twice."),
    "duplicate_outcome": _("Two outcomes of the stage have the key “{key}”. Change one of them, under its cogwheel."),
    "no_forward_outcome": _(
        "“{stage}” has no outcome that takes the case forward. Add one, such as support, pass on or approve."
    ),
    "bad_deadline": _("“{stage}” must give between 1 and {maximum} days to answer."),
    "bad_reminder": _("“{stage}” must remind between 0 and {maximum} days before."),
    "reminder_without_deadline": _(
        "“{stage}” reminds, but has no last day to answer."
        " Write within how many days it must be answered, or take the reminder away."
    ),
    "bad_quorum": _("“{stage}” must ask for at least one answer."),
    "unattainable_quorum": _(
        "“{stage}” asks one body, which can never give {n} answers."
        " Ask the groups instead, or let one answer be enough."
    ),
    "several_supplement_outcomes": _("“{stage}” can ask for a supplement in one way only. Take this one away."),
    "stays_but_leads": _(
        "“{outcome}” keeps the case at “{stage}” and cannot lead to “{to}”. Empty the place that it leads to."
    ),
    "leads_nowhere": _("“{outcome}” at “{stage}” leads nowhere. Choose a stage or an end."),
    "leads_to_unknown": _(
        "“{outcome}” at “{stage}” leads to “{to}”, which does not exist. Choose a stage or an end that is there."
    ),
    "leads_to_withdrawn": _(
        "“{outcome}” at “{stage}” cannot withdraw the case; only the applicant can. Choose another end."
    ),
    "lapses_without_supplement": _(
        "“{outcome}” at “{stage}” asks for no supplement, so no answers can lapse. Take it away."
    ),
    "grants_without_approving": _(
        "“{outcome}” at “{stage}” does not approve, so it cannot grant money."
        " Take the tick away, or let the answer approve."
    ),
    "pays_without_granting": _(
        "“{outcome}” at “{stage}” grants no money, so there is nothing to pay out. "
        "Take the tick away, or let the answer grant money."
    ),
    "applicants_grant": _(
        "“{outcome}” at “{stage}” would let the applicants grant money to themselves. Let a body or the office decide."
    ),
    "leads_two_ways": _(
        "“{outcome}” at “{stage}” leads two ways at once. Give each way a condition of its own, "
        "and let one be taken otherwise."
    ),
    "otherwise_not_last": _(
        "“{outcome}” at “{stage}” never comes to the ways below the one without a condition. Move that one last."
    ),
    "condition_never_holds": _(
        "The condition of way {number} for “{outcome}” can never hold, whatever is answered. Change it or take it away."
    ),
    "way_never_taken": _(
        "No case takes way {number} for “{outcome}”: it has always taken another before. "
        "Change the conditions or their order, or take the way away."
    ),
    "otherwise_never_taken": _(
        "The conditions for “{outcome}” cover everything, so no case goes the way that is for the rest. "
        "Take the last condition away and let its way be the one to go otherwise."
    ),
    "too_large_to_prove": _(
        "The conditions can fall in more than {maximum} ways together, which is too many to prove "
        "that the route holds. Use fewer different answers in the conditions."
    ),
    "fact_not_read": _(
        "“{outcome}” chooses by {key}, but the route does not say which field of the form it is read from. "
        "Choose the field under “What the case is made from”."
    ),
    "unknown_limit": _("There is no amount limit “{limit}”. Make it under amount limits, or write the amount itself."),
    "duplicate_limit": _("The amount limit “{key}” is there twice."),
    "not_an_amount": _("“{member}” must be an amount in kronor, such as “100000” or “1547.50”."),
    "not_keys": _("“{member}” must be at most {maximum} keys."),
    "agreement_not_at_the_office": _(
        "“{stage}” draws up an agreement, so the office must answer there, and decide nothing."
    ),
    "lapses_from_unknown": _(
        "“{outcome}” at “{stage}” goes back to “{to}”, which is no stage. Choose a stage that is there."
    ),
    "lapses_from_later": _(
        "“{outcome}” at “{stage}” goes back to “{to}”, which no case has passed then. Choose an earlier stage."
    ),
    "lapses_nothing": _(
        "“{outcome}” at “{stage}” says that answers of chosen stages lapse, but names none. Choose at least one."
    ),
    "sections_without_supplement": _(
        "“{outcome}” at “{stage}” asks for no supplement, so it opens no sections. Take the sections away."
    ),
    "bad_late_reminder": _("“{stage}” must remind between 1 and {maximum} days after the last day."),
    "message_about_unknown_outcome": _(
        "“{stage}” sends a message about the answer “{outcome}”, which it does not have. Choose one of its answers."
    ),
    "unknown_template": _("“{stage}” sends the message “{template}”, which does not exist. Choose another or make it."),
    "stage_form_unpublished": _("“{stage}” asks for the form “{form}”, which is not published. Publish it first."),
    "unknown_section": _(
        "“{outcome}” opens the section “{section}”, which the form does not have. Choose one that is there."
    ),
    "nobody_in_role": _(
        "“{stage}” asks {role} in {body}, and nobody has that role today. Give somebody the mandate, or ask another."
    ),
    "nobody_in_any_group": _(
        "“{stage}” asks {role} in the groups, and no group has one today. Give somebody the mandate, or ask another."
    ),
    "no_such_groups_today": _("“{stage}” needs {n} answers, but there are only {found} bodies to ask today."),
    "unreachable_stage": _("No case can come to “{stage}”. Let an answer lead to it, or take it away."),
    "unreachable_end": _("No case can end as “{end}”. Let an answer lead to it, or take it away."),
    "no_end_from_stage": _(
        "A case at “{stage}” can get stuck: it comes to stages that no way leads out of. "
        "Let one of them lead to an end."
    ),
    "dead_end": _("A case at “{stage}” gets stuck: no answer leads on from there. Let one lead to a stage or an end."),
    "endless_loop": _(
        "A case goes round for ever between {stages}: none of them leads out. "
        "Let an answer at one of them lead to an end."
    ),
    "unknown_form": _("There is no form “{form}”."),
    "form_not_published": _("The form “{form}” has not been published. Publish it first."),
    "form_taken": _("The route “{route}” already opens with this form. Choose another form, or change that route."),
    "unknown_field": _("The form has no field “{field}”. Choose one that is there."),
    "wrong_field": _("The field “{field}” is of the wrong kind: {expected} is needed."),
    "key_changed": _("“{key}” was published as “{published}”, and a published key stays."),
    "unknown_body": _("“{stage}” asks the body “{body}”, which does not exist. Choose one that does."),
}
