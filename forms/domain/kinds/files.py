"""Files that are attached to the answer."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from forms.domain.problems import DefinitionProblem, Problem
from forms.domain.typed import one_line

from .kind import ANSWERED, NOTHING, Asked, Kind, Known, Member, Post, Reading, a_whole

TYPES = ("pdf", "docx", "xlsx", "pptx", "odt", "ods", "odp", "png", "jpg", "gif", "txt", "csv")
USUAL = ["pdf", "docx", "xlsx", "odt", "ods", "png", "jpg"]


@dataclass(frozen=True)
class AttachedFile:
    id: str
    name: str
    size: int


def _are_types(value: Any) -> bool:
    return isinstance(value, list) and all(kind in TYPES for kind in value)


class Files(Kind):
    name = "files"
    members = {
        "maximum": a_whole(10, least=1, most=50),
        "types": Member(USUAL, _are_types, load=tuple, dump=list),
    }
    operators = ANSWERED
    is_scalar = False
    is_posted = False

    def check(self, options: Mapping[str, Any], where: str, at: str) -> Iterator[DefinitionProblem]:
        if not options["types"]:
            yield DefinitionProblem("no_file_types", where, {"at": f"{at}.types"})

    def parse(self, raw: str, field: Asked) -> Reading:
        return NOTHING

    def read(self, answer: Any, field: Asked, known: Known | None = None) -> Reading:
        """Entries that are no file of ours are left out: nobody types them."""
        found = [file for entry in answer if (file := _attached(entry))] if isinstance(answer, list) else []
        files = tuple({file.id: file for file in found}.values())
        if not files:
            return NOTHING
        most = field.options["maximum"]
        problems = (Problem("too_many_files", (), {"maximum": most}),) if len(files) > most else ()
        return Reading([{"id": file.id, "name": file.name, "size": file.size} for file in files], files, problems)

    def format(self, value: Any, field: Asked, *, names: Mapping[str, str] | None = None) -> str:
        return ", ".join(file.name for file in value)

    def from_post(self, post: Post, name: str, field: Asked) -> Any:
        return None

    def json_schema(self, field: Asked) -> dict[str, Any]:
        properties = {
            "id": {"type": "string", "format": "uuid"},
            "name": {"type": "string"},
            "size": {"type": "integer", "minimum": 1},
        }
        file = {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}
        return {"type": "array", "items": file, "maxItems": field.options["maximum"]}


def _attached(entry: Any) -> AttachedFile | None:
    if not isinstance(entry, dict) or set(entry) != {"id", "name", "size"}:
        return None
    given, name, size = entry["id"], entry["name"], entry["size"]
    if not isinstance(given, str) or not isinstance(name, str) or not isinstance(size, int) or isinstance(size, bool):
        return None
    try:
        return AttachedFile(str(UUID(given)), one_line(name), size) if 0 < size < 2**53 else None
    except ValueError:
        return None
