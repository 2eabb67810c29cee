"""One policy for the site, a wider one for Wagtail's admin."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.csp import ContentSecurityPolicyMiddleware


class ContentSecurityPolicyByPath(ContentSecurityPolicyMiddleware):
    """Django's policy, replaced under /admin/, where pages are not ours to change."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if request.path.startswith("/admin/") and not hasattr(response, "_csp_config"):
            response._csp_config = settings.ADMIN_CSP  # type: ignore[attr-defined]
        return super().process_response(request, response)
