"""Cases from before the search kept words get theirs."""

from django.db import migrations

from cases.domain.words import kept


def keep(apps, schema_editor):
    word = apps.get_model("cases", "CaseWord")
    for case in apps.get_model("cases", "Case").objects.filter(words=None).iterator(chunk_size=200):
        groups = case.groups.values_list("name", flat=True)
        documents = case.documents.values_list("title", "counterpart")
        texts = [case.title, *groups, *(text for document in documents for text in document)]
        word.objects.bulk_create(word(case=case, stem=stem) for stem in kept(texts))


class Migration(migrations.Migration):
    dependencies = [("cases", "0017_common_grounds_for_secrecy")]

    operations = [migrations.RunPython(keep, migrations.RunPython.noop)]
