"""Take away packages of papers that are more than a day old: who needs one again has it made of what holds then."""

from cases.models import MeetingPackage


def forget_packages() -> int:
    """How many went."""
    old = list(MeetingPackage.objects.forgotten())
    for package in old:
        if package.file:
            package.file.delete(save=False)
        package.delete()
    return len(old)
