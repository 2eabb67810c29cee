"""Who can log in: accounts named after their roles, and their mandates.

A chair's term is a year, with a rotation. The terms of the years that the documents come from are written out;
the present one began at New Year and is left open, so that a demo site does not go stale. Which party a chair
comes from is not in the documents: here it is a municipality of the group. The accounts of the two groups that
ended in 2016 are closed once their history is told.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group

from people.models import Body, Mandate, Party, Role, User

DOMAIN = "demo.samverka.example"
YEARS_OF_THE_DOCUMENTS = (2013, 2014, 2015, 2016, 2017)


@dataclass(frozen=True)
class Account:
    local: str
    name: str
    bodies: tuple[str, ...] = ()
    role: str = ""
    yearly: bool = False
    since: date | None = None
    until: date | None = None
    is_deputy: bool = False
    party: str = ""
    group: str = ""
    is_superuser: bool = False
    does: str = ""

    @property
    def email(self) -> str:
        return f"{self.local}@{DOMAIN}"


def chair(local: str, group: str, key: str, party: str, **more: object) -> Account:
    return Account(
        f"ordforande.{local}",
        f"Ordförande {group}",
        (key,),
        Role.CHAIR,
        yearly=True,
        party=party,
        does="svarar för sin grupp",
        **more,  # type: ignore[arg-type]
    )


CHANGE = date(2017, 1, 1)
BEFORE = date(2016, 12, 31)

ACCOUNTS = (
    chair("eskilstuna", "LSG Eskilstuna", "lsg-eskilstuna", "eskilstuna-kommun"),
    chair("strangnas", "LSG Strängnäs", "lsg-strangnas", "strangnas-kommun"),
    chair("katrineholm-vingaker", "LSG Katrineholm/Vingåker", "lsg-katrineholm-vingaker", "katrineholms-kommun"),
    chair("flen", "LSG Flen", "lsg-flen", "flens-kommun"),
    chair("gnesta", "LSG Gnesta", "lsg-gnesta", "gnesta-kommun", until=BEFORE),
    chair("trosa", "LSG Trosa", "lsg-trosa", "trosa-kommun", until=BEFORE),
    chair("gnesta-trosa", "LSG Gnesta-Trosa", "lsg-gnesta-trosa", "gnesta-kommun", since=CHANGE),
    chair("nykoping", "LSG Nyköping", "lsg-nykoping", "nykopings-kommun"),
    chair("oxelosund", "LSG Oxelösund", "lsg-oxelosund", "oxelosunds-kommun"),
    chair("nykoping-oxelosund", "LSG Nyköping-Oxelösund", "lsg-nykoping-oxelosund", "nykopings-kommun", since=CHANGE),
    Account(
        "ersattare.flen",
        "Ersättare för ordföranden, LSG Flen",
        ("lsg-flen",),
        Role.CHAIR,
        is_deputy=True,
        party="flens-kommun",
        does="svarar i ordförandens ställe",
    ),
    Account(
        "ledamot.flen",
        "Ledamot LSG Flen (Försäkringskassan)",
        ("lsg-flen",),
        Role.MEMBER,
        party="forsakringskassan",
        does="skriver och följer sin grupps ärenden",
    ),
    # The employment of the first two follows the budgets of S4 and S3; the third is S1's "sedan oktober 2016".
    Account(
        "processledare.norra",
        "Processledare norra länsdelen",
        ("lsg-eskilstuna", "lsg-strangnas"),
        Role.PROCESS_LEADER,
        since=date(2014, 7, 1),
        party="eskilstuna-kommun",
        does="skriver ansökningar, planer och rapporter",
    ),
    Account(
        "processledare.vastra",
        "Processledare västra länsdelen",
        ("lsg-katrineholm-vingaker", "lsg-flen"),
        Role.PROCESS_LEADER,
        since=date(2014, 3, 1),
        party="katrineholms-kommun",
        does="skriver ansökningar, planer och rapporter",
    ),
    Account(
        "processledare.sodra",
        "Processledare södra länsdelen",
        ("lsg-gnesta-trosa", "lsg-nykoping", "lsg-oxelosund", "lsg-nykoping-oxelosund"),
        Role.PROCESS_LEADER,
        since=date(2016, 10, 1),
        party="rar",
        does="skriver ansökningar, planer och rapporter",
    ),
    Account(
        "handlaggare",
        "Handläggare",
        ("kansliet",),
        Role.CASE_OFFICER,
        party="rar",
        group="Kansli",
        does="kontrollerar ansökningar och fastställer planer",
    ),
    Account(
        "registrator",
        "Registrator",
        ("kansliet",),
        Role.REGISTRAR,
        party="rar",
        group="Kansli",
        does="tar emot lägesrapporter",
    ),
    Account(
        "forbundschef",
        "Förbundschef",
        ("kansliet",),
        Role.DIRECTOR,
        party="rar",
        group="Kansli",
        does="lämnar förslag till beslut",
    ),
    Account(
        "beredningsgruppen",
        "Ledamot beredningsgruppen",
        ("beredningsgruppen",),
        Role.MEMBER,
        does="yttrar sig före styrelsen",
    ),
    Account(
        "arbetsutskottet",
        "Ledamot arbetsutskottet",
        ("arbetsutskottet",),
        Role.MEMBER,
        does="följer alla ärenden",
    ),
    Account(
        "styrelsen",
        "Ordförande styrelsen",
        ("styrelsen",),
        Role.CHAIR,
        does="för in styrelsens beslut",
    ),
    Account(
        "redaktor",
        "Webbredaktör",
        group="Redaktörer",
        does="sköter webbplatsens sidor och bygger formulär och vägar, under /admin/",
    ),
    Account("administrator", "Administratör", is_superuser=True, does="får göra allt"),
)


def load_accounts(on: date) -> None:
    """Make the accounts and their mandates; one that is there keeps its password and the mandates that it has."""
    password = make_password(settings.DEMO_PASSWORD)
    bodies, parties = Body.objects.in_bulk(field_name="key"), Party.objects.in_bulk(field_name="key")
    for account in ACCOUNTS:
        user, _ = User.objects.get_or_create(
            email=account.email,
            defaults={
                "name": account.name,
                "password": password,
                "is_staff": account.is_superuser,
                "is_superuser": account.is_superuser,
            },
        )
        if account.group:
            user.groups.add(Group.objects.get_or_create(name=account.group)[0])
        if not user.mandates.exists():
            Mandate.objects.bulk_create(_mandates(account, user, bodies, parties, on))


def _mandates(
    account: Account, user: User, bodies: dict[str, Body], parties: dict[str, Party], on: date
) -> Iterable[Mandate]:
    for key in account.bodies:
        for first, last in terms(account, on=on):
            yield Mandate(
                user=user,
                body=bodies[key],
                role=account.role,
                is_deputy=account.is_deputy,
                party=parties.get(account.party),
                valid_from=first,
                valid_to=last,
            )


def terms(account: Account, *, on: date) -> Iterable[tuple[date | None, date | None]]:
    """First and last day of each of the account's mandates."""
    if not account.yearly:
        yield account.since, account.until
        return
    # Last year's term too: this year's cases may have begun in it.
    for year in sorted({*YEARS_OF_THE_DOCUMENTS, on.year - 1}):
        first, last = date(year, 1, 1), date(year, 12, 31)
        if (account.since is None or account.since <= first) and (account.until is None or last <= account.until):
            yield first, last
    if account.until is None:
        yield date(on.year, 1, 1), None


def close_ended_accounts() -> None:
    """Nobody logs in for a group that is no more."""
    ended = [account.email for account in ACCOUNTS if account.until is not None]
    User.objects.filter(email__in=ended).update(is_active=False)


def user(local: str) -> User:
    return User.objects.get(email=f"{local}@{DOMAIN}")


def who_can_log_in() -> str:
    """A table for the terminal: address, who it is and what that person does."""
    active = set(User.objects.filter(is_active=True).values_list("email", flat=True))
    lines = [f"  {account.email:<52} {account.name}: {account.does}" for account in ACCOUNTS if account.email in active]
    return "\n".join(lines)
