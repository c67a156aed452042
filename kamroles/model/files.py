"""The kinds of files that people write, and the model of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kamroles.model.employer import Employer
from kamroles.model.posting import Posting
from kamroles.model.role import Role
from kamroles.model.settings import Settings

if TYPE_CHECKING:
    from kamroles.model.base import Model

FILES: dict[str, type[Model]] = {
    model.file_kind: model for model in (Role, Employer, Posting, Settings)
}
