"""A start page and an accessibility statement in place of Wagtail's welcome page."""

from urllib.parse import urlsplit

from django.conf import settings
from django.db import migrations
from django.utils import timezone

WELCOME = "Welcome to your new Wagtail site!"


def replace_welcome_page(apps, schema_editor):
    BasePage = apps.get_model("home.BasePage")
    Site = apps.get_model("wagtailcore.Site")
    site = Site.objects.filter(is_default_site=True).first()
    if site is None or site.root_page.title != WELCOME:
        return  # somebody has made the site their own
    welcome, root = site.root_page, BasePage.objects.get(depth=1, path="0001")

    home = _page(
        apps,
        "homepage",
        welcome.locale_id,
        title="Samverka",
        slug="start",
        path="00010002",
        depth=2,
        numchild=1,
        url_path="/start/",
        introduction="Här ansöker lokala samverkansgrupper om medel och berättar vad de gör tillsammans.",
    )
    _page(
        apps,
        "accessibilitypage",
        welcome.locale_id,
        title="Tillgänglighet",
        slug="tillganglighet",
        path="000100020001",
        depth=3,
        numchild=0,
        url_path="/start/tillganglighet/",
        compliance="partial",
        assessed_by="Vi har granskat webbplatsen själva.",
    )
    address = urlsplit(settings.SITE_URL)
    site.hostname = address.hostname or "localhost"
    site.port = address.port or (443 if address.scheme == "https" else 80)
    site.root_page_id = home.pk
    site.save()
    welcome.delete()
    root.numchild = BasePage.objects.filter(depth=2).count()
    root.save()
    apps.get_model("home.Association").objects.create(site=site)


def _page(apps, model, locale_id, **fields):
    ContentType = apps.get_model("contenttypes.ContentType")
    content_type, _created = ContentType.objects.get_or_create(app_label="home", model=model)
    now = timezone.now()
    return apps.get_model("home", model).objects.create(
        content_type=content_type,
        locale_id=locale_id,
        draft_title=fields["title"],
        live=True,
        content=[],
        first_published_at=now,
        last_published_at=now,
        **fields,
    )


class Migration(migrations.Migration):
    dependencies = [("home", "0004_pages"), ("contenttypes", "0002_remove_content_type_name")]

    operations = [migrations.RunPython(replace_welcome_page, migrations.RunPython.noop)]
