"""Whose paper the site prints on."""

from people.paper.letterhead import Letterhead


def of_the_association() -> Letterhead:
    """The default site's association: one paper, whichever address somebody came by."""
    from wagtail.models import Site

    from home.models import Association

    site = Site.objects.filter(is_default_site=True).first()
    if site is None:
        return Letterhead()
    association = Association.for_site(site)
    address = " ".join(association.address.split("\n"))
    contact = tuple(line.strip() for line in (address, association.phone, association.email) if line.strip())
    return Letterhead(str(association), association.organisation_number, contact)
