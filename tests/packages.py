"""Packages that add something to kamroles, put where Python finds them as if installed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kamroles.extensions import entry_points

if TYPE_CHECKING:
    from pathlib import Path


def install(folder: Path, package: str, module: str, group: str, *entries: str) -> None:
    """Put a package with one module into a folder, as an installer would."""
    name = package.replace("-", "_")
    (folder / f"{name}.py").write_text(module, encoding="utf-8")
    info = folder / f"{name}-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {package}\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("\n".join([f"[{group}]", *entries, ""]))
    entry_points.cache_clear()
