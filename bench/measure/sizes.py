"""How large the bases and lists are."""

import dataclasses


@dataclasses.dataclass(frozen=True)
class Sizes:
    customers: int
    rows: int
    postgres_customers: int

    @property
    def postgres_rows(self):
        """The list for PostgreSQL's base: as large in proportion as the other list for the other base."""
        return max(1, self.rows * self.postgres_customers // self.customers)


def in_words(number):
    for least, word in ((10**9, "billion"), (10**6, "million")):
        if number >= least and number % (least // 10) == 0:
            value = number / least
            return f"{value:g} {word}"
    return f"{number:,}"
