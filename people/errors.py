"""Why an act on people's things was refused."""


class TooManyTokens(Exception):
    """The person has as many usable keys as one may have."""

    def __init__(self, most: int) -> None:
        self.most = most
        super().__init__(f"at most {most} keys")
