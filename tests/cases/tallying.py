"""Whether a stage's answers settle it, said in another way than the engine says it."""

from cases.domain.state import Answer, CaseState, RequestSupplement
from cases.domain.structure import Stage


def settles(stage: Stage, before: CaseState, move: Answer | RequestSupplement) -> bool:
    """Whether this answer, with those that were given, takes the case on."""
    if isinstance(move, RequestSupplement) or stage.outcome(move.outcome).kind == "defer":
        return False
    given = {body: turn.outcome for body, turn in before.turns.items()} | {move.body: move.outcome}
    answers = [stage.outcome(key) for key in given.values() if key]
    forward, asked = sum(answer.is_forward for answer in answers), len(given)
    if stage.one_refusal_settles and any(answer.is_refusing for answer in answers):
        return True
    if len(answers) == asked or (stage.actor.kind == "office" and forward):
        return True
    match stage.answers.rule:
        case "majority":
            return 2 * forward > asked
        case "at_least":
            return forward >= stage.answers.n
        case "any":
            return forward > 0
    return forward == asked
