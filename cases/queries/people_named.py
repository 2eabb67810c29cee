"""Which people of the system a short text names."""

from itertools import pairwise

from people.models import User


def people_named(text: str) -> tuple[str, ...]:
    """Full names, as the text writes them; one query, which looks for two and three words on end."""
    words = [word.strip(".,:;()\"'”") for word in text.split()]
    runs = {" ".join(pair) for pair in pairwise(words)}
    runs |= {" ".join(three) for three in zip(words, words[1:], words[2:], strict=False)}
    return tuple(User.objects.filter(name__in=runs).order_by("name").values_list("name", flat=True).distinct())
