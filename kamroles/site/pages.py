"""The pages of the careers site as HTML, from the templates in ``templates/site``."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from kamroles.channels.job_posting import markup
from kamroles.channels.opening import is_pay, is_place
from kamroles.compose import english
from kamroles.document import Facts, Run, inline_text, sections_of
from kamroles.render import html
from kamroles.resources import bundled
from kamroles.site import addresses, brief
from kamroles.site.asking import how_to_ask

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from jinja2 import Environment

    from kamroles.channels.opening import Opening
    from kamroles.document import Inline
    from kamroles.site.addresses import Addresses
    from kamroles.site.facets import FacetValue
    from kamroles.theme import Theme

    Row = tuple[Inline, Inline]

_HOW = "apply"
"""The id of the section that says how to apply."""
_IN_SCRIPT = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})


@dataclass(frozen=True, slots=True)
class FeedLink:
    """A feed that a page names."""

    name: str
    type: str
    title: str
    path: str


@dataclass(frozen=True, slots=True)
class Frame:
    """What all pages of a site share.

    Attributes:
        title: the name of the site.
        addresses: where its pages stand.
        lang: BCP 47 tag of its own words.
        names_employers: whether lists say who hires, since there are several.
        label: the words of documents by key.
        assets: the path of the style sheet of a theme, of its logo (empty without), and so on.

    """

    title: str
    addresses: Addresses
    lang: str
    label: Callable[[str], str]
    names_employers: bool = True
    intro: str = ""
    icon: str = ""
    script: str = ""
    rows: str = ""
    sample: str = ""
    styles: Mapping[str, str] = field(default_factory=dict)
    logos: Mapping[str, str] = field(default_factory=dict)


@cache
def _templates() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(bundled("templates") / "site"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def page(frame: Frame, template: str, path: str, theme: Theme, **said: Any) -> bytes:
    """Return a page of the site in the look of a theme."""
    defaults = {"hidden": False, "feeds": (), "description": "", "lang": frame.lang}
    look = {
        "style": frame.styles[key_of(theme)],
        "logo": frame.logos.get(key_of(theme), ""),
        "icon": frame.icon,
        "sample": frame.sample,
    }
    site = {"url": frame.addresses.url, "title": frame.title}

    def link(to: str) -> str:
        return frame.addresses.link(to, path)

    told = {"link": link, "absolute": frame.addresses.absolute, "site": site, "path": path}
    text = _templates().get_template(template).render(defaults | look | told | said)
    return text.encode()


def key_of(theme: Theme) -> str:
    """Return a short name for a look on a screen: theme, color and logo, whatever the paper."""
    from kamroles.fingerprint import key

    tokens = {name: said for name, said in theme.tokens.items() if not name.startswith("page.")}
    return key([repr(replace(theme, tokens=tokens))])[:10]


def posting_page(
    frame: Frame,
    opening: Opening,
    *,
    downloads: Sequence[tuple[str, str]],
    card: str,
    feeds: Sequence[FeedLink],
    marked: bool,
) -> bytes:
    """Return the page of an opening, ``marked`` up for search engines where it has an address."""
    path = addresses.posting_page(opening.id)
    document = opening.document
    own = tuple(block for block in document.blocks if not isinstance(block, Facts))
    rest, rows = replace(document, blocks=own), list(_all_facts(frame, opening))
    url = frame.addresses.absolute(path)
    objects = markup(opening, url) if url and marked else []
    pay, place = brief.pay(opening, frame.label), brief.places(opening)
    asking = how_to_ask(document)
    return page(
        frame,
        "posting.html",
        path,
        opening.theme,
        title=f"{opening.title} · {opening.employer.name}",
        description=" · ".join(filter(None, (pay, place))),
        lang=document.lang,
        opening=opening,
        eyebrow=_markup(html.inline(document.eyebrow)),
        first=_facts(opening, [row for row in rows if _is_first(row)]),
        facts=_facts(opening, [row for row in rows if not _is_first(row)]),
        content=_markup(html.content(rest, opening.theme, html.data_uri)),
        apply=_apply(opening),
        asking={"id": asking.id, "title": inline_text(asking.title)} if asking else None,
        downloads=[{"path": where, "title": title} for title, where in downloads],
        markup=[
            _markup(json.dumps(each, ensure_ascii=False).translate(_IN_SCRIPT)) for each in objects
        ],
        draft=_draft(opening),
        card=card,
        card_words=", ".join(filter(None, (opening.title, place, pay))),
        feeds=feeds,
    )


def _markup(text: str) -> Any:
    from markupsafe import Markup

    return Markup(text)  # noqa: S704 - made by our own renderer, which escapes


def _facts(opening: Opening, rows: Sequence[Row]) -> Any:
    """Return rows of facts as HTML; nothing where there are none."""
    if not rows:
        return ""
    alone = replace(opening.document, blocks=(Facts(tuple(rows)),), sections=())
    return _markup(html.content(alone, opening.theme, html.data_uri))


def _is_first(row: Row) -> bool:
    return is_pay(row[1]) or is_place(row[1])


def _all_facts(frame: Frame, opening: Opening) -> Iterator[Row]:
    """Yield the facts, pay and place first, with the addresses and the day it was posted."""
    yield from opening.facts
    posting = opening.posting
    for place in posting.places:
        if place.street or place.postal_code:
            parts = (place.street, place.city, place.region_name, place.postal_code)
            said = ", ".join(dict.fromkeys(filter(None, (*parts, place.country_name))))
            yield (Run(frame.label("site.address")),), (Run(said),)
    if posting.posted:
        day = english.date(posting.posted.isoformat(), opening.job.country)
        yield (Run(frame.label("site.posted")),), (Run(day),)


def _draft(opening: Opening) -> str:
    """Return why a preview shows what candidates do not see yet; empty for what is open."""
    said = opening.document.draft.removesuffix(".")
    if said or opening.life.state == "open":
        return said
    return f"Not open yet: {opening.life.why}"


def _apply(opening: Opening) -> Any:
    """Return the button of the document; where it has none, one to the part that says how."""
    document = opening.document
    how = next((each for each in sections_of(document) if each.id == _HOW), None)
    if how and not document.action:
        document = replace(document, action=(Run(inline_text(how.title), href=f"#{_HOW}"),))
    return _markup(html.button(document)) if document.action else None


def rows_of(openings: Sequence[Opening], groups: Sequence[FacetValue], frame: Frame) -> bytes:
    """Return what search looks through, as a script that hands it over."""
    names = dict.fromkeys(group.facet.id for group in groups)
    values: dict[str, dict[str, list[str]]] = {
        opening.id: {name: [] for name in names} for opening in openings
    }
    for group in groups:
        for opening in group.openings:
            values[opening.id][group.facet.id].append(group.value)
    rows = []
    for opening in openings:
        row = summary(opening, frame)
        about = " · ".join(row["about"])
        said = (opening.title, opening.employer.name, opening.place_words, about, row["pay"])
        words = _plain(" ".join((*said, opening.family)))
        del row["about"], row["draft"]
        rows.append(row | {"about": about, "words": words, "facets": values[opening.id]})
    text = json.dumps(rows, ensure_ascii=False, separators=(",", ":")).translate(_IN_SCRIPT)
    return f"openings({text});\n".encode()


def _plain(text: str) -> str:
    """Return a text as search compares it: without accents, in small letters."""
    apart = unicodedata.normalize("NFD", text)
    return "".join(each for each in apart if not unicodedata.category(each).startswith("M")).lower()


def summary(opening: Opening, frame: Frame) -> dict[str, Any]:
    """Return an opening as it stands in a list."""
    posting = opening.posting
    about = [
        opening.employer.name if frame.names_employers else "",
        brief.places(opening),
        opening.words_of("posting.workplace"),
        opening.words_of("posting.employment_type"),
    ]
    if posting.closes:
        day = english.date(posting.closes.isoformat(), opening.job.country)
        about.append(f"{frame.label('site.apply-by')} {day}".replace(" ", "\u00a0"))
    lang = opening.document.lang
    return {
        "path": addresses.posting_page(opening.id),
        "lang": "" if lang == frame.lang else lang,
        "title": opening.title,
        "draft": _draft(opening),
        "pay": brief.pay(opening, frame.label),
        "about": list(filter(None, about)),
    }
