"""One's keys to the JSON API: make one, see which there are, revoke one."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from people.actions.make_token import make_token
from people.actions.revoke_token import revoke_token
from people.errors import TooManyTokens
from people.inputs import TokenInput
from people.models import AccessToken
from people.posting import posted_from
from people.requests import ReaderRequest


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def tokens(request: ReaderRequest) -> HttpResponse:
    """The key is shown in the answer to the post that makes it, and never again."""
    if request.method != "POST":
        return show(request, TokenInput())
    form = TokenInput(request.POST)
    if not form.is_valid():
        return show(request, form, status=422)
    try:
        _token, text = make_token(form.cleaned_data["name"], request.user, days=form.cleaned_data["days"])
    except TooManyTokens as refused:
        told = _("You have %(most)s keys in use, and that is the most there may be. Revoke one that is not needed.")
        form.add_error(None, told % {"most": refused.most})
        return show(request, form, status=422)
    return show(request, TokenInput(), made=text, status=201)


@login_required
@posted_from("people:tokens")
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    token = get_object_or_404(AccessToken.objects.visible_to(request.user), pk=pk)
    revoke_token(token)
    messages.success(request, _("The key “%(name)s” can no longer be used.") % {"name": token.name})
    return redirect("people:tokens")


def show(request: HttpRequest, form: TokenInput, *, made: str = "", status: int = 200) -> HttpResponse:
    now = timezone.now()
    rows = [{"token": token, "usable": token.is_usable(now)} for token in AccessToken.objects.visible_to(request.user)]
    return render(request, "people/tokens.html", {"form": form, "made": made, "rows": rows}, status=status)
