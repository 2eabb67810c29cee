"""What can be wrong with a route, in the same shape as what can be wrong with a form."""

from forms.domain.problems import DefinitionError as InvalidDefinition
from forms.domain.problems import DefinitionProblem

__all__ = ["DefinitionProblem", "InvalidDefinition"]
