"""The frame of every page is forgotten when what it shows changes."""

from django.db.models.signals import post_delete, post_save
from wagtail.models import Site
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from home.models import Association

from .frame import forget

for signal in (page_published, page_unpublished, page_slug_changed, post_page_move):
    signal.connect(forget, dispatch_uid="forget the frame")
for model in (Association, Site):
    for signal in (post_save, post_delete):
        signal.connect(forget, sender=model, dispatch_uid="forget the frame")
