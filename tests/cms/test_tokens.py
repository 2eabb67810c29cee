"""Text keeps 7:1 to the paper that it stands on, in light and in dark; focus and marks keep 3:1."""

import re

import pytest
from django.conf import settings

CSS = (settings.BASE_DIR / "cms/static/cms/tokens.css").read_text()
LIGHT, DARK = (
    dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", part)) for part in CSS.split("@media (prefers-color")[:2]
)

PAPERS = ("paper", "paper-deep", "paper-field")
TEXT = [
    *((ink, paper) for ink in ("ink", "ink-muted", "brand", "stop", "warn", "ok") for paper in PAPERS),
    ("ink", "brand-wash"),
    ("brand", "brand-wash"),
    ("ink", "ok-wash"),
    ("ink", "warn-wash"),
    ("ink", "stop-wash"),
    ("stop", "stop-wash"),
    ("accent-ink", "accent-wash"),
    ("on-brand", "brand"),
    ("on-deep", "brand-deep"),
]
MARKS = [(mark, paper) for mark in ("focus", "accent", "line-strong") for paper in ("paper", "paper-field")]


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("tokens", [LIGHT, LIGHT | DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "paper"), TEXT)
def test_text_can_be_read(tokens, ink, paper):
    assert contrast(tokens[ink], tokens[paper]) >= 7


@pytest.mark.parametrize("tokens", [LIGHT, LIGHT | DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("mark", "paper"), MARKS)
def test_marks_can_be_seen(tokens, mark, paper):
    assert contrast(tokens[mark], tokens[paper]) >= 3


def test_components_use_tokens_and_no_colours_of_their_own():
    own = {
        path.name: found
        for path in sorted((settings.BASE_DIR / "cms/static/cms/components").glob("*.css"))
        if (found := re.findall(r"#[0-9a-f]{3,8}\b|rgb\(|hsl\(", path.read_text()))
    }
    # The paper of a QR code is white for the camera, the focus on the deep foot is its own.
    assert own == {"entrance.css": ["#fff"], "foot.css": ["#f0b454"]}
