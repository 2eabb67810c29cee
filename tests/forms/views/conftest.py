"""What tests of the pages of forms share."""

import pytest

from forms import extensions
from forms.signals import answers_submitted


@pytest.fixture
def forms_alone(monkeypatch):
    """What becomes of an application is another app's, and who starts it."""
    monkeypatch.setattr(answers_submitted, "receivers", [])
    monkeypatch.setattr(extensions, "_starters", [])
    answers_submitted.sender_receivers_cache.clear()
