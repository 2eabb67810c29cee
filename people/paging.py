"""Pages of a list that may be very long."""

from functools import cached_property

from django.core.paginator import Paginator
from django.db.models import QuerySet


class LongPaginator(Paginator):
    """Counts so far and no further: nobody turns pages to the end of a longer list, they narrow it."""

    object_list: QuerySet
    most = 10_000

    def __init__(self, object_list: QuerySet, per_page: int, *, most: int = 10_000, in_its_order: bool = False) -> None:
        """`most` is lower where each row that is counted costs something: what is searched for, or asked about.

        Rows of which each is asked about are counted in the order that an index has them in: PostgreSQL then asks about
        so many and stops, where it would otherwise join all there are before it counts the first.
        """
        super().__init__(object_list, per_page)
        self.most, self.in_its_order = most, in_its_order

    @cached_property
    def counted(self) -> int:
        rows = self.object_list if self.in_its_order else self.object_list.order_by()
        return rows.values("pk")[: self.most + 1].count()

    @cached_property
    def count(self) -> int:  # type: ignore[override]
        return min(self.counted, self.most)

    @property
    def is_longer(self) -> bool:
        """Whether there are more than what is counted."""
        return self.counted > self.most
