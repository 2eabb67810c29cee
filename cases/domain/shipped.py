"""What a letter that the system comes with is made of."""

from dataclasses import dataclass

NOTICE, STAGE, WRITING = "notice", "stage", "writing"

# What every text may name.
ABOUT_CASE = ("name", "number", "title", "group", "stage", "deadline", "link", "applied", "association")


@dataclass(frozen=True)
class Text:
    subject: str
    body: str


@dataclass(frozen=True)
class Shipped:
    """`places` are those that it may name beside the case's own; `needs` are those that its body must name."""

    key: str
    use: str
    name: str
    sv: Text
    en: Text
    places: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    # Whether it can stand for itself: the frame has no case of its own.
    about_case: bool = True
    # On the button that leads to the page that it is about, in Swedish and in English.
    opens: tuple[str, str] = ("Öppna sidan", "Open the page")

    @property
    def known(self) -> tuple[str, ...]:
        return (*(ABOUT_CASE if self.about_case else ("name", "association")), *self.places)
