"""Puts problems beside the blocks that they are about."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from django.core.exceptions import ValidationError
from wagtail.blocks import StreamValue, StructValue
from wagtail.blocks.list_block import ListBlockValidationError, ListValue
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError

# Messages by the id of a block and the member of it that they are about ("" for the block itself).
Messages = Mapping[str, Mapping[str, list[str]]]


def by_block(found: Iterable[tuple[str, str, str]]) -> dict[str, dict[str, list[str]]]:
    """Messages grouped, from triples of block id, member and message."""
    messages: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for where, member, message in found:
        messages[where][member].append(message)
    return messages


def beside(stream: StreamValue, messages: Messages) -> ValidationError | None:
    """The error that shows each message at its block; messages of unknown blocks stand over the whole stream."""
    known: set[str] = set()
    errors = _in_stream(stream, messages, known)
    rest = [
        message
        for where, members in messages.items()
        if where not in known
        for said in members.values()
        for message in said
    ]
    if not errors and not rest:
        return None
    return StreamBlockValidationError(block_errors=errors, non_block_errors=rest)


def _in_stream(stream: StreamValue, messages: Messages, known: set[str]) -> dict[int, ValidationError]:
    errors = {}
    for number, child in enumerate(stream):
        own = messages.get(child.id or "", {})
        if child.id:
            known.add(child.id)
        error = _in_value(child.value, own, messages, known)
        if error is not None:
            errors[number] = error
    return errors


def _in_value(
    value: object, own: Mapping[str, list[str]], messages: Messages, known: set[str]
) -> ValidationError | None:
    if isinstance(value, StructValue):
        return _in_struct(value, own, messages, known)
    if isinstance(value, StreamValue):
        errors = _in_stream(value, messages, known)
        said = [message for all_of in own.values() for message in all_of]
        return StreamBlockValidationError(block_errors=errors, non_block_errors=said) if errors or said else None
    if isinstance(value, ListValue):
        listed = {
            number: error
            for number, child in enumerate(value.bound_blocks)
            if (error := _in_value(child.value, {}, messages, known)) is not None
        }
        return ListBlockValidationError(block_errors=listed) if listed else None
    return None


def _in_struct(
    value: StructValue, own: Mapping[str, list[str]], messages: Messages, known: set[str]
) -> ValidationError | None:
    errors: dict[str, ValidationError] = {}
    for name, inner in value.items():
        nested = _in_value(inner, {"": own.get(name, [])} if own.get(name) else {}, messages, known)
        if nested is not None:
            errors[name] = nested
        elif own.get(name):
            errors[name] = ValidationError(own[name])
    whole = [message for name, said in own.items() if name not in value for message in said]
    if not errors and not whole:
        return None
    return StructBlockValidationError(block_errors=errors, non_block_errors=whole)
