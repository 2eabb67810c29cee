"""One question on a page, and what its template may ask about it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar


@dataclass(kw_only=True)
class Box:
    """An input with its label, help, text and errors. `name` is the name that it is posted under."""

    kind: str
    name: str
    label: str
    text: str = ""
    help: str = ""
    hint: str = ""
    required: bool = False
    visible: bool = True
    is_cell: bool = False
    is_posted: bool = True
    errors: Sequence[str] = ()
    notices: Sequence[str] = ()
    # The address that the row buttons and uploads of the question post to.
    url: str = ""
    # What a pasted table is sent as, and the column that arrows keep to.
    paste: str = ""
    column: str = ""
    focus: bool = False
    also_described_by: str = ""

    is_group: ClassVar[bool] = False
    is_table: ClassVar[bool] = False
    is_calculated: ClassVar[bool] = False

    @property
    def template(self) -> str:
        return f"forms/kinds/{self.kind}.html"

    @property
    def id(self) -> str:
        return f"id_{self.name.replace('.', '-')}"

    @property
    def anchor(self) -> str:
        return f"falt-{self.name.replace('.', '-')}"

    @property
    def help_id(self) -> str:
        return f"{self.anchor}-hjalp"

    @property
    def hint_id(self) -> str:
        return f"{self.anchor}-rad"

    @property
    def error_id(self) -> str:
        return f"{self.anchor}-fel"

    @property
    def notice_id(self) -> str:
        return f"{self.anchor}-obs"

    @property
    def described_by(self) -> str:
        parts = (
            self.also_described_by,
            self.help_id if self.help and not self.is_cell else "",
            self.hint_id if self.hint else "",
            self.error_id if self.errors else "",
            self.notice_id if self.notices else "",
        )
        return " ".join(part for part in parts if part)


@dataclass(kw_only=True)
class TextBox(Box):
    max_length: int | None = None
    max_words: int | None = None
    words: int = 0


@dataclass(kw_only=True)
class InformationBox(Box):
    information: str = ""


@dataclass(kw_only=True)
class CalculatedBox(Box):
    """Its text is worked out anew as others are filled in."""

    is_calculated: ClassVar[bool] = True


@dataclass(kw_only=True)
class PeriodBox(Box):
    is_group: ClassVar[bool] = True

    @property
    def start(self) -> str:
        return self.text.partition("–")[0]

    @property
    def end(self) -> str:
        return self.text.partition("–")[2]


@dataclass(kw_only=True)
class Choice:
    key: str
    label: str
    id: str
    chosen: bool


@dataclass(kw_only=True)
class ChoiceBox(Box):
    choices: list[Choice] = field(default_factory=list)
    is_multiple: bool = False
    is_select: bool = False

    @property
    def is_group(self) -> bool:  # type: ignore[override]
        return not self.is_select

    @property
    def first_id(self) -> str:
        return self.id if self.is_select or not self.choices else self.choices[0].id


@dataclass(kw_only=True)
class ConsentBox(ChoiceBox):
    information: str = ""


@dataclass(kw_only=True)
class FilesBox(Box):
    files: list[dict[str, Any]] = field(default_factory=list)
    room: bool = True
    accept: str = ""
    is_group: ClassVar[bool] = True


@dataclass(kw_only=True)
class Sum:
    id: str
    text: str
    label: str = ""
