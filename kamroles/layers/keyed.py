"""Merge lists of items by id: edit, add, move, remove, replace."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeGuard

from kamroles.diagnostics import Related
from kamroles.layers import cuts
from kamroles.layers.folding import is_removal, is_true
from kamroles.layers.misspelt import misspelt
from kamroles.layers.placing import placed
from kamroles.layers.rescaling import percent, refused, rescale
from kamroles.layers.written_list import written_list
from kamroles.model.fields import Choice, fields_of
from kamroles.source import ids
from kamroles.source.nodes import (
    Entry,
    Mapping,
    Scalar,
    Sequence,
    id_of,
    ids_of,
    items_of,
    scalar_of,
)

if TYPE_CHECKING:
    from kamroles.diagnostics import Span
    from kamroles.layers.folding import Folding
    from kamroles.model.fields import Keyed
    from kamroles.source.nodes import Node, Path

_BESIDE = ("after", "before")
_OWN = ("id", *_BESIDE, "first", "remove")
_FORGOTTEN_SPACE = re.compile(r"([a-z_]+):(\S.*)", re.DOTALL)


def merge_list(
    folding: Folding, kind: Keyed, path: Path, base: Node | None, given: Node
) -> Node | None:
    """Return ``given`` merged onto the list ``base``; None when nothing is left."""
    own_id = fields_of(kind.model)["id"].kind
    words = tuple(own_id.words) if isinstance(own_id, Choice) else ()
    named = kind.text == "id" and not words
    entries = written_list(folding, path, base, given, named=named, words=words)
    if entries is None:
        return base
    inherited = {id_of(item): item for item in items_of(base) if isinstance(item, Mapping)}
    whole = entries is not given
    work = _List(folding, kind, path, {} if whole else inherited)
    work.kept = inherited if whole else {}
    work.read(entries)
    work.finish(given.span, replaced=inherited if whole else None)
    items = tuple(work.items.values())
    if isinstance(base, Sequence) and list(map(id, items)) == list(map(id, base.items)):
        return base
    return Sequence(items, (base or entries).span) if items else None


def _text(item: Mapping, name: str) -> str:
    value = scalar_of(item, name)
    return value.text if value else ""


class _List:
    """One list while one layer is merged onto it."""

    def __init__(
        self, folding: Folding, kind: Keyed, path: Path, inherited: dict[str, Mapping]
    ) -> None:
        self.folding, self.kind, self.path = folding, kind, path
        self.inherited, self.items = inherited, dict(inherited)
        self.texts = {_text(item, kind.text): id_ for id_, item in inherited.items()}
        self.given: dict[str, Span] = {}
        self.spoken: set[str] = set()
        self.kept: dict[str, Mapping] = {}
        self.beside: dict[str, dict[str, Scalar]] = {name: {} for name in _BESIDE}
        self.first: dict[str, Scalar] = {}
        self.with_share: set[str] = set()
        self.share_gone = False
        self.log: dict[str, list[str]] = {"added": [], "changed": [], "removed": [], "moved": []}

    def read(self, entries: Sequence) -> None:
        """Take in every entry of the layer's list."""
        if self.kind.text != "id":
            cuts.split(self.folding, entries)
        self.spoken = ids_of(entries)
        for entry in entries.items:
            if isinstance(entry, Scalar):
                self._bare(entry)
            elif isinstance(entry, Mapping):
                self._item(entry)
            else:
                hint = "take out the second dash or the brackets"
                message = "a list cannot stand inside this list"
                self.folding.error("KR102", message, entry.span, hint)

    def finish(self, span: Span, replaced: dict[str, Mapping] | None) -> None:
        """Order the items, fit the shares, and note what was done; ``replaced`` items are gone."""
        self._place()
        gone = {id_: item for id_, item in (replaced or {}).items() if id_ not in self.items}
        for id_, item in gone.items():
            self.folding.record_removal((*self.path, id_), item, span)
        if self.kind.shares and (self.with_share or self.share_gone):
            rescale(self.folding, self.path, self.kind.shares, self.items, self.with_share)
        left = [id_ for id_ in self.inherited if id_ in self.items]
        for id_ in self.log["added"]:
            self._warn_if_mistaken(id_, left)
        now = None if replaced is None else self.items
        self.folding.record_list(self.path, span, self.log, now)

    def _bare(self, text: Scalar) -> None:
        """Add an item that is only a text."""
        names = (*_OWN, *fields_of(self.kind.model))
        match = _FORGOTTEN_SPACE.fullmatch(text.text) if text.plain else None
        if self.folding.empty(text):
            return
        if match and match[1] in names:
            from kamroles.mistakes.lines import write

            hint = write(f"- {match[1]}: {match[2]}", "write `name: value`")
            self.folding.error("KR019", "a space is missing after the colon", text.span, hint)
            return
        field = self.kind.text
        if text.text in self.kept and text.text not in self.given:
            self.given[text.text] = text.span
            self.items[text.text] = self.kept[text.text]
            self.share_gone |= percent(self.kept[text.text].get(self.kind.shares or "")) is not None
        elif field == "id":
            self._named(text, Mapping((), text.span), bare=True)
        else:
            body = Mapping((Entry(Scalar(field, text.span), text),), text.span)
            self._unnamed(text, body)

    def _unnamed(self, text: Scalar, body: Mapping) -> Scalar | None:
        """Add an item without an id, under one made from its text."""
        same = self.texts.get(text.text)
        tried = list(ids.slugs(text.text))
        taken = (self.items, self.spoken, self.given)
        free = next((slug for slug in tried if not any(slug in ids_ for ids_ in taken)), None)
        if same is None and free is not None:
            own = Scalar(free, text.span)
            self.given[free] = text.span
            self._add(own, body)
            return own
        known = same or tried[-1]
        where = self.items.get(known)
        place = where.span if where else self.given.get(known, text.span)
        self.folding.error(
            "KR106",
            f"the list already has this item, as `{known}`",
            text.span,
            f"leave it out; to change the other write `- id: {known}` and the fields to change; "
            "to add one more give it an id of its own",
            Related("given here", place),
        )
        return None

    def _item(self, node: Mapping) -> None:
        own = node.get("id")
        text = node.get(self.kind.text)
        if own is not None:
            self._named(own, node)
        elif isinstance(text, Scalar) and not text.empty and not node.entry("remove"):
            added = self._unnamed(text, node.without(_OWN))
            if added:
                self._note_place(added.text, node)
        else:
            self._nameless(node)

    def _valid(self, own: Node) -> TypeGuard[Scalar]:
        if self.folding.empty(own):
            return False
        if isinstance(own, Scalar) and ids.ID.fullmatch(own.text):
            return True
        message = "an id has only small letters a-z, digits and hyphens"
        hint = None
        if isinstance(own, Scalar) and self.kind.text == "id":
            city = ids.slug(own.text.partition(",")[0])
            hint = f"write the id of one of the employer's `locations`, perhaps `{city}`"
        elif isinstance(own, Scalar):
            hint = f"write `{ids.slug(own.text)}`"
        self.folding.error("KR107", message, own.span, hint)
        return False

    def _nameless(self, node: Mapping) -> None:
        lacking = ("id", self.kind.text)
        if misspelt(self.folding, self.kind, self.path, node, lacking, _OWN):
            return
        hint = f"add `id: …` to change an item, or `{self.kind.text}: …` to add one"
        removed = node.get("remove")
        first = node.entries[0].key if node.entries else None
        named = self.texts.get(removed.text, removed.text) if isinstance(removed, Scalar) else ""
        if removed and ids.ID.fullmatch(named) and not is_true(removed):
            hint = f"write `- {{id: {named}, remove: true}}`"
        elif first and not node.flow and first.text not in (*_OWN, *fields_of(self.kind.model)):
            from kamroles.mistakes.lines import with_quotes

            fixed = with_quotes(self.folding.line(node.span), node.span.column - 1)
            if fixed:
                hint = f"if this is a text with a colon, write `{fixed}`; else {hint}"
        self.folding.error("KR108", "this item has no `id`", node.span, hint)

    def _named(self, own: Node, node: Mapping, *, bare: bool = False) -> None:
        """Edit, add or remove the item with a given id."""
        if not self._valid(own):
            return
        first = self.given.get(own.text)
        if first or (bare and own.text in self.items):
            place = first or self.items[own.text].span
            hint = "say all there is to say about an item in one entry"
            related = Related("given here", place)
            message = f"`{own.text}` is in this list twice"
            self.folding.error("KR106", message, own.span, hint, related)
            return
        self.given[own.text] = own.span
        if node.entry("remove"):
            self._remove(own, node)
            return
        body = node.without(_OWN)
        if own.text in self.items:
            self._edit(own.text, body, node.span)
        else:
            self._add(own, body)
        self._note_place(own.text, node)

    def _edit(self, id_: str, body: Mapping, span: Span) -> None:
        body = self._checked(id_, body)
        if not body.entries:
            return
        path = (*self.path, id_)
        self.folding.record(path, span, f"changed {', '.join(body.keys())}")
        before = self.items[id_]
        fields = self._merged(path, before.without(("id",)), body)
        own = before.entry("id")
        entries = (*((own,) if own else ()), *fields)
        same = list(map(id, entries)) == list(map(id, before.entries))
        if not same:
            self.items[id_] = before.having(entries)
        self.log["changed"].append(id_)

    def _add(self, own: Scalar, body: Mapping) -> None:
        needed = [name for name in self.kind.required if name != "id"]
        lacking = [n for n in needed if (v := body.get(n)) is None or is_removal(v)]
        if misspelt(self.folding, self.kind, self.path, body, lacking, _OWN):
            return
        removed = next((value for name in lacking if (value := body.get(name))), None)
        if removed:
            message = f"the new item `{own.text}` needs {_words(lacking)}"
            self.folding.error("KR108", message, removed.span, "write a value in its place")
            return
        if lacking and len(lacking) == len(needed) and self.inherited:
            hint = f"to add it, give it {_words(lacking)}"
            message = f"there is no `{own.text}` here to change"
            self.folding.absent(message, own, self.inherited, hint)
            return
        if lacking:
            message = f"the new item `{own.text}` needs {_words(lacking)}"
            hint = f"add a line `{lacking[0]}: …`"
            self.folding.error("KR108", message, own.span, hint)
            return
        path = (*self.path, own.text)
        self.folding.record(path, body.span, "added")
        fields = self._merged(path, None, self._checked(own.text, body))
        if {entry.key.text for entry in fields}.issuperset(needed):
            entry = Entry(Scalar("id", own.span), own)
            self.items[own.text] = body.having((entry, *fields))
            self.texts[_text(self.items[own.text], self.kind.text)] = own.text
            self.log["added"].append(own.text)

    def _merged(self, path: Path, base: Mapping | None, body: Mapping) -> tuple[Entry, ...]:
        return self.folding.merge_fields(self.folding, self.kind.model, path, base, body, _OWN)

    def _remove(self, own: Scalar, node: Mapping) -> None:
        value = node.get("remove")
        if value is None or not is_true(value) or len(node.entries) > 2:
            message = "an item is removed by `remove: true` and no other field"
            hint = f"write `- {{id: {own.text}, remove: true}}`, or take `remove` out"
            self.folding.error("KR113", message, node.span, hint)
        elif own.text not in self.items:
            if not self.folding.broad:
                message = f"there is no `{own.text}` here to remove"
                self.folding.absent(message, own, self.inherited, "delete this entry")
        else:
            gone = self.items.pop(own.text)
            self.share_gone |= percent(gone.get(self.kind.shares or "")) is not None
            self.folding.record_removal((*self.path, own.text), gone, node.span)
            self.log["removed"].append(own.text)

    def _checked(self, id_: str, body: Mapping) -> Mapping:
        """Return the fields that can be merged: exact shares are noted, wrong ones left out."""
        kept = []
        for entry in body.entries:
            name, value = entry.key.text, entry.value
            if name in self.kind.required and is_removal(value):
                message = f"an item cannot be without its `{name}`"
                hint = f"drop the whole item: `- {{id: {id_}, remove: true}}`"
                self.folding.error("KR113", message, value.span, hint)
                continue
            if name == self.kind.shares and is_removal(value):
                self.share_gone = True
            elif name == self.kind.shares and percent(value) is not None:
                self.with_share.add(id_)
            elif name == self.kind.shares and refused(self.folding, value):
                continue
            kept.append(entry)
        return body.having(kept)

    def _note_place(self, id_: str, node: Mapping) -> None:
        """Note where an item wants to stand; one place is enough."""
        wanted = [(name, value) for name in (*_BESIDE, "first") if (value := node.get(name))]
        if id_ not in self.items or any(self.folding.empty(value) for _, value in wanted):
            return
        if len(wanted) > 1:
            message = f"{_words([name for name, _ in wanted])} both say where this item stands"
            self.folding.error("KR113", message, wanted[1][1].span, "write one of them")
            return
        for name, value in wanted:
            if name == "first":
                self._note_first(id_, value)
            elif isinstance(value, Scalar) and value.text != id_:
                self.beside[name][id_] = value
            else:
                message = f"`{name}` names another item of this list"
                self.folding.error("KR113", message, value.span, "write the id of one item")

    def _note_first(self, id_: str, value: Node) -> None:
        if isinstance(value, Scalar) and is_true(value):
            self.first[id_] = value
            return
        message = "`first` takes only `true`"
        hint = "write `first: true`, or `before:` with the id of an item"
        self.folding.error("KR113", message, value.span, hint)

    def _place(self) -> None:
        anchors = {side: self._anchors(side) for side in _BESIDE}
        names, circle = placed(
            list(self.items), anchors["after"], anchors["before"], tuple(self.first)
        )
        if circle:
            sides = [side for side in _BESIDE if set(circle) & set(anchors[side])]
            where = "after" if sides == ["after"] else "before" if len(sides) == 1 else "beside"
            message = f"{_words(circle)} stand {where} each other"
            hint = "let one of them stand beside another item"
            place = next(s[circle[0]] for s in self.beside.values() if circle[0] in s)
            if where == "after":
                hint = "let one of them stand after another item"
            self.folding.error("KR113", message, place.span, hint)
        for side in _BESIDE:
            for id_, anchor in anchors[side].items():
                self._moved(id_, self.beside[side][id_], f"{side} {anchor}")
        for id_, value in self.first.items():
            self._moved(id_, value, "to the top")
        self.items = {name: self.items[name] for name in names}

    def _anchors(self, side: str) -> dict[str, str]:
        """Return the items that stand before or after others; an anchor that is lost is told."""
        anchors = {}
        for id_, anchor in self.beside[side].items():
            if anchor.text in self.items:
                anchors[id_] = anchor.text
                continue
            message = f"there is no `{anchor.text}` here to stand {side}"
            if anchor.text in self.inherited:
                message = f"`{anchor.text}` is removed here, so nothing can stand {side} it"
            others = {name: item for name, item in self.items.items() if name != id_}
            self.folding.absent(message, anchor, others, f"take `{side}` out")
        return anchors

    def _moved(self, id_: str, value: Scalar, where: str) -> None:
        if id_ in self.inherited:
            self.folding.record((*self.path, id_), value.span, f"moved {where}")
            self.log["moved"].append(id_)

    def _warn_if_mistaken(self, id_: str, known: list[str]) -> None:
        other = ids.mistaken_for(id_, known)
        if other is None or id_ not in self.items:
            return
        self.folding.warn(
            "KR109",
            f"`{id_}` is added, and is almost like the inherited `{other}`",
            self.given[id_],
            f"to change that one instead, write `- id: {other}`",
            Related("inherited from here", self.items[other].span),
        )


def _words(names: list[str]) -> str:
    shown = [f"`{name}`" for name in names]
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"
