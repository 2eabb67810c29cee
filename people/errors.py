"""Why an act on people's things was refused."""

from typing import Any


class TooManyTokens(Exception):
    """The person has as many usable keys as one may have."""

    def __init__(self, most: int) -> None:
        self.most = most
        super().__init__(f"at most {most} keys")


class PeopleError(Exception):
    """The change is not allowed; `code` says why and `field` which of what was typed it is about."""

    def __init__(self, code: str, *, field: str = "", **params: Any) -> None:
        self.code, self.field, self.params = code, field, params
        super().__init__(code, params)

    def __str__(self) -> str:
        from .wording import reason

        return reason(self.code, self.params)
