"""Routes of every schema number there has been, in the format of today (forms.domain.converters)."""

from forms.domain.converters.chain import Chain

from .route_0_to_1 import route_0_to_1
from .route_1_to_2 import route_1_to_2

# In order: the first takes schema 0 to 1.
ROUTES = Chain((route_0_to_1, route_1_to_2))
