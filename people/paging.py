"""Pages of a list that may be very long."""

from functools import cached_property

from django.core.paginator import Paginator
from django.db.models import QuerySet


class LongPaginator(Paginator):
    """Counts so far and no further: nobody turns pages to the end of a longer list, they narrow it."""

    object_list: QuerySet
    most = 10_000

    def __init__(self, object_list: QuerySet, per_page: int, *, most: int = 10_000) -> None:
        """`most` is lower where each row that is counted costs something: what is searched for, or asked about."""
        super().__init__(object_list, per_page)
        self.most = most

    @cached_property
    def counted(self) -> int:
        return self.object_list.order_by().values("pk")[: self.most + 1].count()

    @cached_property
    def count(self) -> int:  # type: ignore[override]
        return min(self.counted, self.most)

    @property
    def is_longer(self) -> bool:
        """Whether there are more than what is counted."""
        return self.counted > self.most
