"""What an act is refused with."""

from collections.abc import Callable
from typing import Any

import pytest

from cases.errors import CaseError


def refusal(act: Callable[..., Any], *args: Any, **kwargs: Any) -> tuple[str, int, str]:
    """The code, the status and the field of the refusal, which has its words."""
    with pytest.raises(CaseError) as caught:
        act(*args, **kwargs)
    assert str(caught.value)
    assert "(" not in str(caught.value)  # every refusal has its words
    return caught.value.code, caught.value.status, caught.value.field


def refused(act: Callable[..., Any], *args: Any, **kwargs: Any) -> tuple[str, int]:
    """The same, where no field is to be told apart."""
    return refusal(act, *args, **kwargs)[:2]
