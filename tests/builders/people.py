"""People and bodies in one line each."""

from datetime import date

from people.models import Body, BodyKind, Mandate, Role, User

PASSWORD = "ett långt lösenord"


def person(name: str = "Anna Andersson", **fields) -> User:
    """A user whose address follows from the name; the same name is the same person."""
    address = "-".join(name.lower().split())
    for letter, plain in ("å", "a"), ("ä", "a"), ("ö", "o"), ("/", "-"):
        address = address.replace(letter, plain)
    email = f"{address}@example.org"
    return User.objects.filter(email=email).first() or User.objects.create_user(email, PASSWORD, name=name, **fields)


def body(key: str, kind: str = BodyKind.LOCAL_GROUP, name: str = "") -> Body:
    return Body.objects.get_or_create(key=key, defaults={"kind": kind, "name": name or key})[0]


def seat(in_body: Body, role: str = Role.CHAIR, *, name: str = "", deputy: bool = False, **dates: date) -> User:
    """A person with the role in the body; named after it unless a name is given."""
    user = person(name or f"{Role(role).label} {in_body.name}")
    Mandate.objects.create(user=user, body=in_body, role=role, is_deputy=deputy, **dates)
    return user
