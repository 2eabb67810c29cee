"""The letters about a group's year."""

from .shipped import NOTICE, Shipped, Text

YEAR_SOON, YEAR_LATE = "year_soon", "year_late"
_PLACES = ("deadline", "list", "page")

YEAR = (
    Shipped(
        YEAR_SOON,
        NOTICE,
        "Snart dags i årshjulet",
        Text(
            "Årshjulet: klart senast {deadline}",
            "Det här ska vara klart senast {deadline}:\n\n{list}\n\n"
            "Årshjulet med allt som är gjort och återstår:\n\n{page}",
        ),
        Text(
            "The year: done no later than {deadline}",
            "This is to be done no later than {deadline}:\n\n{list}\n\n"
            "The year with what is done and what is left:\n\n{page}",
        ),
        places=_PLACES,
        opens=("Öppna årshjulet", "Open the year"),
        needs=("list", "page"),
        about_case=False,
    ),
    Shipped(
        YEAR_LATE,
        NOTICE,
        "Försenat i årshjulet",
        Text(
            "Försenat i årshjulet",
            "Det här är försenat:\n\n{list}\n\nÄr det redan gjort, markera det i årshjulet:\n\n{page}",
        ),
        Text(
            "Late in the year of the group",
            "This is late:\n\n{list}\n\nIf it is done already, tick it in the year:\n\n{page}",
        ),
        places=_PLACES,
        opens=("Öppna årshjulet", "Open the year"),
        needs=("list", "page"),
        about_case=False,
    ),
)
