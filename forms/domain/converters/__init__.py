"""Forms of every schema number there has been, in the format of today.

A step takes a definition of one number to the next and lives in a file of its own; docs/formats.md says when
the number is raised.
"""

from .chain import Chain
from .form_0_to_1 import form_0_to_1

# In order: the first takes schema 0 to 1.
FORMS = Chain((form_0_to_1,))
