"""The words for what a case refuses and for what is wrong with a route."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from forms.wording import problem_text as forms_problem_text
from people.naming import capital, in_sentence

from .change_wording import OF_CHANGES
from .domain.problems import DefinitionProblem
from .queries.trail import Fault
from .route_wording import PROBLEMS
from .way_sentences import FACT_NAMES

REASONS = {
    "no_mandate": _("You do not have the mandate to answer for {body} here."),
    "not_the_applicant": _("Only those who apply can do this."),
    "not_the_association": _("Only the association can do this."),
    "you_are_recused": _("You are recused here and cannot answer."),
    "recused": _("{person} is recused here."),
    "somebody_has_it": _("{person} has this. Take it over before you answer."),
    "rests": _("The matter is deferred until {day}. Take it up again before you answer."),
    "does_not_rest": _("The matter is not deferred."),
    "already_given": _("{person} has this already."),
    "already_asked": _("{body} is asked here already."),
    "already_recused": _("{person} is already recused here."),
    "not_recused": _("{person} is not recused here."),
    "case_running": _("The case is not closed."),
    "unknown_stage": _("The route has no stage “{stage}”."),
    "not_to_oneself": _("Choose somebody else than yourself."),
    "not_able": _("{person} does not hold the role in {body}, or is recused."),
    "not_a_deputy": _("{person} is not a deputy in {body}."),
    "not_this_body": _("The route does not let {body} answer here."),
    "nobody_chosen": _("Choose a person or a body."),
    "why_missing": _("Write why."),
    "agreement_without_groups": _("Nobody applied here, so there is nobody to agree with."),
    "agreement_there": _("An agreement on the decision is there already."),
    "agreement_sent": _("The agreement is no draft any more, so its text stands."),
    "agreement_changed": _("Somebody has changed the draft meanwhile. Look at it again before you go on."),
    "agreement_of_old_decision": _("The case has been decided anew. Cancel the draft and draw up another one."),
    "agreement_not_in_force": _("Only an agreement that is in force can be changed by another."),
    "agreement_not_signed": _("The agreement is not in force. The case goes on by itself when all have signed it."),
    "agreement_settled": _("The agreement is settled already: {standing}."),
    "agreement_not_to_end": _("Notice can be given only of an agreement that is in force. This one: {standing}."),
    "agreement_being_replaced": _(
        "Another agreement is drawn up in the case. Cancel it before you note that notice is given."
    ),
    "agreement_followed": _("Another agreement has been drawn up since, so the notice stands."),
    "agreement_ends": _("Notice is given of the agreement, so what was granted cannot be changed."),
    "no_notice_given": _("Nobody has given notice of the agreement."),
    "money_ended": _("The agreement has ended. Money could be asked for until {day}."),
    "who_gave_notice": _("Say which party gave notice."),
    "ground_of_notice_missing": _("Say why the agreement ends."),
    "notice_day_missing": _("Write the day that the notice was received."),
    "notice_in_the_future": _("The notice cannot have been received on a day to come."),
    "notice_before_the_agreement": _(
        "The agreement came into force on {day}. Notice cannot be given of it before that."
    ),
    "notice_too_short": _(
        "The last day can be {day} at the earliest. Where the agreement ends sooner, say so under Why it ends."
    ),
    "ends_too_late": _("Is the day right? It can be {day} at the latest."),
    "claims_end_before_the_agreement": _("Money can be asked for at least until the last day, {day}."),
    "letter_missing": _("Add the letter, or choose it among the documents of the case."),
    "bad_notice": _("Write how many months notice is given before: 1 to {most}."),
    "agreement_waits_for_nobody": _("Nobody has to sign the agreement now: {standing}."),
    "party_does_not_sign": _("That party does not sign the agreement."),
    "party_has_signed": _("{party} has signed already."),
    "money_waits_for_agreement": _(
        "No money is paid before the agreement is in force. All parties must sign it first."
    ),
    "employer_missing": _("Write which employer the agreement is with."),
    "bad_organisation_number": _(
        "The number is not right. Write an organisation number with ten figures, such as 212000-2940."
    ),
    "period_missing": _("Write the first day."),
    "period_backwards": _("Write a last day that is not before the first."),
    "sign_by_passed": _("Choose a day from today and within a year."),
    "signed_in_the_future": _("Choose today or a day before it."),
    "signed_before_the_decision": _("Nobody can have signed before the decision."),
    "signer_missing": _("Write who signed."),
    "signed_file_missing": _("Choose the signed file, or write where it was signed electronically."),
    "defers_not": _("“{outcome}” defers nothing, so it has no day to come back."),
    "not_ahead": _("Choose a day that lies ahead."),
    "too_far_ahead": _("Choose a day within {days} days."),
    "other_form": _("The newer version opens with another form."),
    "stage_gone": _("The newer version has no stage “{stage}”, where the case stands."),
    "asks_others": _("The newer version asks others at “{stage}”, where the case stands."),
    "asks_other_role": _("The newer version asks another role at “{stage}”, where the case stands."),
    "answer_gone": _("The answer “{outcome}” at “{stage}” was given, and the newer version does not have it."),
    "would_settle": _("By the newer version the answers given so far would settle “{stage}”."),
    "supplement_differs": _("A supplement is open, and the newer version takes it in another way at “{stage}”."),
    "nobody_ahead": _("By the newer version nobody is there to ask at “{stage}”."),
    "form_lacks": _("The application was sent in on a form without what the newer version reads: {fields}."),
    "form_chooses_not": _("The newer version chooses its way by answers that the application does not have."),
    "no_newer_version": _("The case follows the newest version of its route already."),
    "cannot_change_route": _("The case cannot go on by the newer version: {why}"),
    "not_opened": _("The case is not opened yet."),
    "not_now": _("This cannot be done now: the case does not wait for a supplement."),
    "supplement_open": _("The case waits for a supplement. It goes on when the supplement is sent in."),
    "case_closed": _("The case is closed."),
    "stage_closed": _("That stage is settled; the case has gone on."),
    "not_asked": _("{body} is not asked here."),
    "already_answered": _("{body} has already answered."),
    "unknown_message": _("The message that you answer is not here any more. Send yours as a new one."),
    "nothing_to_take_over": _("Nothing waits for that body any more."),
    "not_shipped": _("The system came with no such text."),
    "already_done": _("This is already marked as done."),
    "already_opened": _("A case is already opened on this application."),
    "not_late": _("The case is not late any more."),
    "file_registered": _("The file is registered already."),
    "file_internal": _("Only the association reads the message. Register the file by hand."),
    "too_many_attached": _("Attach at most {most} files."),
    "letter_has_gone": _("It has gone, or is on its way."),
    "reader_gone": _("The person it is to cannot log in any more."),
    "case_archived": _("The case is in the archive and can only be read."),
    "not_ended": _("The case is still running. It can be closed when it has ended."),
    "obligations_left": _("{count} things must still follow from the case. Mark them as done first."),
    "handouts_left": _("A handout is being prepared. Finish it or drop it first."),
    "already_closed": _("The case is already closed."),
    "not_closed": _("The case is not closed."),
    "already_archived": _("The case is already in the archive."),
    "not_archived": _("The case is not in the archive."),
    "case_disposed": _("The case has been disposed of; nothing brings it back."),
    "already_marked": _("A mark of secrecy already stands here."),
    "not_marked": _("The mark is already lifted."),
    "handout_settled": _("The handout is already finished."),
    "not_the_director": _("Only the director decides on disposal."),
    "not_due_for_disposal": _("The rule does not reach all the cases that were chosen. Look at the list again."),
    "unknown_direction": _("Say whether the document came in, went out or was drawn up."),
    "unknown_document_kind": _("Choose what kind of document it is."),
    "document_in_the_future": _("That day has not come yet."),
    "document_title_missing": _("Write what the document is about."),
    "counterpart_missing": _("Write who sent it, or who it was sent to."),
    "ground_missing": _("Choose a ground, or write one."),
    "ground_missing_for": _("Choose a ground for what is kept back in {document}."),
    "nothing_masked": _("Nothing is masked in {document}. Mask something, or hand it out whole."),
    "refusal_reason_missing": _("Write why nothing is handed out."),
    "not_granted": _("Only what was granted can be followed up."),
    "nothing_chosen": _("Choose at least one."),
    "obligation_begun": _("Somebody has begun to fill it in, so it cannot be taken away."),
    "done_by_its_form": _("“{what}” is done when its form is filled in, sent in and approved. Fill in the form."),
    "obligation_without_form": _("There is no form for this. Mark it as done when it is done."),
    "obligation_not_late": _("It is not late any more."),
    "unknown_obligation_kind": _("Choose what kind it is."),
    "waits_for_the_office": _("It is sent in and waits for the association."),
    "nothing_sent": _("Nothing is sent in that waits to be looked at."),
    "no_documents": _("Choose at least one document."),
    "unknown_passage": _("The document has no passage {passages}."),
    "no_cases": _("Choose at least one case."),
    "reference_missing": _("Write the number of the decision."),
    "no_open_supplement": _("No supplement is asked for."),
    "form_missing": _("Fill in “{form}” and send it in first: the answer waits for it."),
    "no_form_here": _("“{stage}” has no form to fill in."),
    "section_not_allowed": _("“{section}” cannot be opened at this stage."),
    "unknown_outcome": _("“{outcome}” is not one of the answers here."),
    "reason_missing": _("Write a reason: this answer needs one."),
    "negative_amount": _("An amount cannot be negative."),
    "bad_amount": _("Amounts are kronor with at most two decimals."),
    "bad_year": _("{year} is not a year that money can be granted for."),
    "decision_date_missing": _("Say on which day it was decided."),
    "decision_in_the_future": _("The day of the decision has not come yet."),
    "decision_text_missing": _("Write what was decided."),
    "granted_missing": _("Say how much is granted for each year."),
    "granted_not_here": _("This answer grants no money."),
    "zero_amount": _("The amount cannot be zero."),
    "smaller_without_reason": _("Write why it becomes smaller, or the number of the case that decided it."),
    "unknown_fund": _("There is no such fund."),
    "nothing_of_that_name": _("There is nothing of this name that you may see."),
    "supplement_needs_sections": _("Say which sections to supplement and what is asked for."),
    "no_supplement_here": _("A supplement cannot be asked for at this stage."),
    "no_sections": _("Choose at least one section."),
    "unknown_section": _("The form has no section “{section}”."),
    "question_missing": _("Write what should be supplemented."),
    "due_in_the_past": _("The last day has already passed."),
    "groups_changed": _("The applying groups cannot be changed by a supplement. Withdraw, and apply anew."),
    "message_empty": _("Write a message."),
    "unknown_audience": _("Choose who the message is for."),
    "nothing_written": _("Write what was said or decided."),
    "answer_without_outcome": _("Choose an outcome, or leave out what belongs to one."),
    "masked_here": _("The system has the text of this document: mask it here, and send no file."),
    "nothing_to_remind_of": _("Choose at least one thing to remind of."),
    "stretch_outside": _("The stretch is not within passage {passage}."),
    "title_missing": _("Say what is to be done."),
    "done_in_the_future": _("That day has not come yet."),
    "no_route": _("“{form}” cannot be sent in yet: no published route takes it further. Contact the office."),
    "nobody_to_ask": _("The case cannot go on: nobody is there to answer at “{stage}”. Contact the office."),
    "unknown_groups": _("There is no group with the key {keys}."),
    "fund_exceeded": _("{fund} has {left} left for {year}. Grant no more than that, or take it from elsewhere."),
    "fund_has_nothing": _("Nothing is set aside in {fund} for {year}."),
    "fund_is_granted": _("{fund} has {left} left for {year}; the rest is granted already."),
    "paid_of_the_fund": _("More is paid out of {fund} for {year} than would be granted."),
    "paid_of_another_fund": _("{paid} for {year} is paid already. Take the decision out of the same fund as before."),
    "granted_over_what_is_set_aside": _("More is granted out of the fund than is set aside in it for some year."),
    "granted_below_claimed": _("{claimed} of the grant for {year} is asked for or paid already: grant at least that."),
    "nothing_granted": _("Nothing is granted in this case."),
    "nothing_granted_for": _("Nothing is granted for {year}."),
    "more_than_granted": _("{left} is left of what was granted for {year}. Ask for no more than that."),
    "nothing_left": _("Nothing is left of the grant for that year."),
    "amount_missing": _("Write an amount above zero."),
    "line_without_words": _("Write what each amount is for."),
    "too_many_receipts": _("At most {most} receipts."),
    "receipt_missing": _("Choose at least one file."),
    "fund_missing": _("Choose the fund that it is paid out of."),
    "not_your_own": _("Somebody else than the one who asked approves it."),
    "payment_settled": _("It is settled already: {standing}."),
    "paid_in_the_future": _("That day has not come yet."),
    "not_a_group_here": _("The group does not apply in this case."),
    "group_missing": _("Choose which group it is for."),
    "quantity_missing": _("Write how much is called off, for example 20 hours."),
    "already_taken_back": _("It is already taken back."),
    "same_year": _("Choose two different years."),
    "decision_reference_missing": _("Write which decision it follows from."),
    "outcome_changed": _("Somebody has reported for the year since you opened the page."),
    "year_not_begun": _("{year} has not begun: what it cost can be reported from 1 January {year}."),
    "outcome_missing": _("{label}: write what it cost, 0 if nothing."),
    "explanation_missing": _("{label}: explain the difference from the budget."),
    "no_budget_lines": _("The application has no budget lines for {year}."),
    "route_has_problems": _("The route cannot be published: {count} things need mending."),
    "route_unknown": _("There is no route “{key}”."),
    "form_unknown": _("There is no form “{key}”."),
    "never_published": _("“{key}” has not been published."),
    "not_the_keeper": _("Only the body's chair and process leader, and the office, keep its meetings."),
    "point_has_tasks": _("Somebody is to do something that was agreed on at the point, so it stays on the agenda."),
    "not_your_task": _(
        "A task is handed over by whoever has it, by the body's chair or process leader, or by the office."
    ),
    "not_in_the_group": _("Only those with a seat in the group subscribe to its calendar."),
    "not_the_keeper_of_year": _("Only the group's chair and process leader, and the office, keep its year."),
    "report_not_approved": _("Only a report that is approved and that nothing hides can be published."),
    "no_group_page": _("The group has no public page yet. An editor makes it first."),
    "already_published": _("The report is on the group's page already, or a draft of it waits for the office."),
    "not_ticked": _("It is not ticked any more."),
    "no_such_occasion": _("The group's year does not ask for this."),
    "why_not_needed": _("Write why it is not needed."),
    "form_not_open": _("“{form}” cannot be begun: it is not published, or nobody has drawn its route yet."),
    "not_your_groups": _("Choose groups that you speak for."),
    "not_an_adjuster": _("Only those who were chosen to adjust the minutes can do that."),
    "meeting_gone_on": _("The meeting has gone on since. It is now: {status}."),
    "meeting_changed": _("Somebody else has changed this since you opened the page. Look at it again."),
    "point_settled": _("The point has already been dealt with."),
    "point_not_settled": _("The point has not been dealt with yet."),
    "point_locked": _("The point is adjusted and stands as it is."),
    "recused_at_point": _(
        "You are recused at this point: somebody else writes down what is decided. The chair, the process leader and "
        "the office can."
    ),
    "points_left": _("{count} points have not been dealt with. Deal with them or take them off the agenda."),
    "not_yet": _("The meeting's day has not come yet."),
    "already_recused_here": _("{person} is already recused at this point."),
    "already_adjusted_by_you": _("You have already adjusted the minutes."),
    "ends_before_it_begins": _("The meeting ends before it begins."),
    "no_place": _("Write where the meeting is, or a link to it."),
    "empty_agenda": _("The agenda is empty. Put at least one point on it before you send the notice."),
    "nobody_to_call": _("Nobody has a seat in {body} on that day."),
    "adjusters_missing": _("Choose who adjusts the minutes first."),
    "nobody_present": _("Write who was present first."),
    "not_present": _("{person} was not present."),
    "stands_for_twice": _("Only one deputy can take the place of {person}."),
    "stands_for_present": _("{deputy} cannot take the place of {person}, who is present too."),
    "stands_for_who": _("A deputy takes the place of somebody who has a seat and is absent."),
    "secretary_from_elsewhere": _("The secretary has a seat in the body or works at the office."),
    "what_missing": _("Write what is to be done."),
    "not_in_the_body": _("{person} has no seat in {body} and does not work at the office."),
    "not_published": _("The minutes are not published."),
    "too_many_files": _("A point takes {most} files at most."),
    "correction_missing": _("Write what was wrong and what is right."),
    "decision_needs_outcome": _("Choose the answer that the case gets."),
    "form_taken": _("The route “{route}” already opens with this form."),
    **OF_CHANGES,
}

FAULTS = {
    "event_missing": _("event {expected} is missing or has another place: {found} stands there"),
    "not_after_the_previous": _("does not follow the event before it"),
    "seal_broken": _("does not say what it said when it was sealed"),
    "last_event_missing": _("the last event is missing or one is added: expected {expected}, found {found}"),
    "not_opened": _("the trail does not begin with the opening"),
    "route_changed": _("the route is not the one that the case was opened with"),
    "move_refused": _("“{found}” could not have happened here ({expected})"),
    "replay_differs": _("the events lead to {found}, but it says {expected}"),
    "form_gone": _("what was filled in at {expected} is gone"),
    "form_differs": _("what was filled in is not what was sent in"),
    "way_differs": _("the way was chosen by {expected}, but the answers give {found}"),
    "case_differs": _("the trail says {expected}, the case says {found}"),
    "answer_missing": _("answer {expected} is gone"),
    "answer_differs": _("the trail says {expected}, the answer says {found}"),
    "decision_missing": _("decision {expected} is gone"),
    "decision_differs": _("the trail says {expected}, the decision says {found}"),
    "revision_missing": _("the answers sent in as number {expected} are gone"),
    "answers_differ": _("the answers are not those that were sent in"),
    "reason_missing": _("the reason {expected} is gone"),
    "reason_differs": _("the reason is not the one that was written: the trail says {expected}, the row {found}"),
    "recusal_missing": _("the recusal {expected} is gone"),
    "message_missing": _("message {expected} is gone"),
    "message_differs": _("the message is not the one that was posted"),
    "documents_differ": _("the documents are not those of the trail: expected {expected}, found {found}"),
    "document_missing": _("document {expected} is gone"),
    "document_differs": _("the trail says {expected}, the document says {found}"),
    "handout_differs": _("the trail says {expected}, the handout says {found}"),
    "payment_missing": _("request for payment {expected} is gone"),
    "payment_differs": _("the trail says {expected}, the request for payment says {found}"),
    "call_off_missing": _("call-off {expected} is gone"),
    "call_off_differs": _("the trail says {expected}, the call-off says {found}"),
    "outcome_gone": _("the outcome {expected} is gone"),
    "outcome_differs": _("the trail says {expected}, the reported outcome says {found}"),
    "money_events_differ": _("the trail says {expected}, the tables say {found}"),
    "entry_without_event": _("entry {found} stands in the ledger, but in no event"),
    "ledger_differs": _("the ledger says {expected}, the case says {found}"),
    "agreement_gone": _("agreement {expected} is gone"),
    "agreement_differs": _("the trail says {expected}, the agreement says {found}"),
    "obligation_missing": _("obligation {expected} is gone"),
    "obligation_differs": _("the trail says {expected}, the obligation says {found}"),
    "amendment_missing": _("amendment {expected} is gone"),
    "amendment_differs": _("the trail says {expected}, the amendment says {found}"),
    "not_disposed": _("disposal left {found}"),
}


def fault_text(fault: Fault) -> str:
    """One line: the case, the event, and what does not agree."""
    place = f"{fault.case} #{fault.seq}" if fault.seq else fault.case
    return f"{place}: {_put(FAULTS.get(fault.code), fault.code, vars(fault))}"


def reason(code: str, params: Mapping[str, Any]) -> str:
    """Why an act was refused, in the active language."""
    named = {name: in_sentence(value) if name == "body" else value for name, value in params.items()}
    return capital(_put(REASONS.get(code), code, named))


def problem_text(problem: DefinitionProblem) -> str:
    """What is wrong with a route, in the active language."""
    if problem.code not in PROBLEMS:  # what a file says before it is known to be a route
        return forms_problem_text(replace(problem, params=_named(problem.params)))
    return _put(PROBLEMS[problem.code], problem.code, _named(problem.params))


def _named(params: Mapping[str, Any]) -> Mapping[str, Any]:
    """What the case knows is called by its name, not by its key."""
    fact = FACT_NAMES.get(params.get("key", ""))
    return params if fact is None else {**params, "key": fact, "label": fact}


def _put(text: Any, code: str, params: Mapping[str, Any]) -> str:
    if text is None:
        return now("Not possible ({code}).").format(code=code)
    return str(format_lazy(text, **params))
