"""Accounts in the administration: a person has one name and logs in with the e-mail address."""

from typing import Any

from django.db.models import QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BulkActionsCheckboxColumn, Column, DateColumn, StatusTagColumn
from wagtail.users.forms import UserCreationForm, UserEditForm
from wagtail.users.views.users import CreateView, EditView, IndexView, UserColumn
from wagtail.users.views.users import UserViewSet as WagtailUserViewSet

from people.models import User


class CreateAccount(UserCreationForm):
    first_name = None
    last_name = None

    class Meta(UserCreationForm.Meta):
        model = User
        fields = ("email", "name", "is_superuser", "groups")

    def save(self, commit: bool = True) -> User:
        """Without a password the account is for logging in with a code."""
        if not self.cleaned_data.get("password1"):
            self.instance.set_unusable_password()
        return super().save(commit)


class EditAccount(UserEditForm):
    first_name = None
    last_name = None

    class Meta(UserEditForm.Meta):
        model = User
        fields = ("email", "name", "is_active", "is_superuser", "groups")


class AccountList(IndexView):
    default_ordering = "name"

    @cached_property
    def columns(self) -> list[Any]:
        return [
            BulkActionsCheckboxColumn("bulk_actions", obj_type="user"),
            UserColumn(
                "name",
                accessor=str,
                label=_("Name"),
                sort_key="name",
                get_url=self.get_edit_url,
                classname="name",
            ),
            Column("email", label=_("E-mail"), sort_key="email"),
            StatusTagColumn(
                "is_active",
                accessor=lambda user: _("Active") if user.is_active else _("Inactive"),
                primary=lambda user: user.is_active,
                label=_("Status"),
                sort_key="is_active",
            ),
            DateColumn("last_login", label=_("Last login"), sort_key="last_login"),
        ]

    @cached_property
    def search_fields(self) -> set[str]:
        return {"name", "email"}

    def order_queryset(self, queryset: QuerySet[User]) -> QuerySet[User]:
        return super(IndexView, self).order_queryset(queryset)


class CreateAccountView(CreateView):
    template_name = "people/admin/user_create.html"


class EditAccountView(EditView):
    template_name = "people/admin/user_edit.html"


class UserViewSet(WagtailUserViewSet):
    index_view_class = AccountList
    add_view_class = CreateAccountView
    edit_view_class = EditAccountView
    create_template_name = "people/admin/user_create.html"
    edit_template_name = "people/admin/user_edit.html"

    def get_form_class(self, for_update: bool = False) -> type:
        return EditAccount if for_update else CreateAccount
