"""What the editors of forms and of routes share: keys are kept, and publishing is refused beside the block."""

from collections.abc import Iterable, Iterator
from typing import Any, ClassVar

from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.blocks import StreamValue

from forms.keys import Named, changed_keys, give_keys, published_keys
from forms.queries.keys import free_key

from .beside import beside, by_block


class DefinitionForm(WagtailAdminModelForm):
    """A draft is always saved; what stops it from being published is said when it is published."""

    # The model's stream field.
    stream: ClassVar[str]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        published = self.instance.pk is not None and self.instance.versions.exists()
        self.fields["key"].required = False
        self.fields["key"].disabled = published

    def scopes(self, stream: StreamValue) -> Iterator[list[Named]]:
        """What in the stream has keys, one list for each namespace."""
        raise NotImplementedError

    def settle(self, stream: StreamValue) -> None:
        """What can be put right by itself once everything has its key."""

    def problems(self, cleaned: dict[str, Any]) -> Iterable[tuple[str, str, str]]:
        """Block id, member and message for each thing that stops publishing."""
        raise NotImplementedError

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not cleaned.get("key"):
            cleaned["key"] = self._suggested_key(cleaned.get("title") or "")
        stream = cleaned.get(self.stream)
        if stream is None:
            return cleaned
        found = list(self._keys(stream))
        self.settle(stream)
        if not found and not self.errors and not self.is_deferred_validation:
            found = list(self.problems(cleaned))
        if found:
            self._refuse(stream, found)
        return cleaned

    def _keys(self, stream: StreamValue) -> Iterator[tuple[str, str, str]]:
        frozen = {}
        if self.instance.pk is not None:
            frozen = published_keys(self.instance.versions.order_by("number").values_list("definition", flat=True))
        for scope in self.scopes(stream):
            give_keys(scope, frozen)
            for named, published in changed_keys(scope, frozen):
                message = _("The key is fixed since it was published: %(key)s") % {"key": published}
                yield named.id, "key", message

    def _refuse(self, stream: StreamValue, found: list[tuple[str, str, str]]) -> None:
        for where, member, message in found:
            if not where and member in self.fields:
                self.add_error(member, message)
        left = [(where, member, message) for where, member, message in found if where or member not in self.fields]
        error = beside(stream, by_block(left)) if left else None
        if error is not None:
            # What was typed is shown again from the posted data, so nothing is lost.
            self.add_error(self.stream, error)

    def _suggested_key(self, title: str) -> str:
        plain = slugify(title)[:56] or self._meta.model._meta.model_name
        return free_key(self._meta.model, plain, but=self.instance.pk)
