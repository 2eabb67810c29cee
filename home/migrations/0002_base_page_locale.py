"""The base page's locale and translation key, once Wagtail has its locales."""

from django.db import migrations
from wagtail.models import BootstrapLocaleField, BootstrapTranslatableModel, BootstrapTranslationKeyField


class Migration(migrations.Migration):
    dependencies = [("home", "0001_base_page"), ("wagtailcore", "0098_apitoken")]

    operations = [
        BootstrapLocaleField("home.BasePage"),
        BootstrapTranslationKeyField("home.BasePage"),
        BootstrapTranslatableModel("home.BasePage"),
    ]
