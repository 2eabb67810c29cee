"""The blocks that an editor builds a route from."""

from .route import RouteStagesBlock

__all__ = ["RouteStagesBlock"]
