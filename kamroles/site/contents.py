"""All that a careers site holds but pictures and downloads: each file with its bytes."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from kamroles.compose.labels import load_labels
from kamroles.diagnostics import warning
from kamroles.document import plain_text
from kamroles.pipeline.life import was_open
from kamroles.pipeline.theme_choice import themes
from kamroles.resources import bundled
from kamroles.site import addresses, brief, crawlers, looks, pages, subscriptions
from kamroles.site.card import lacks
from kamroles.site.facets import ALL, FacetValue, facets, groups
from kamroles.site.navigation import Navigation
from kamroles.site.pages import FeedLink, Frame
from kamroles.theme import fonts, load_theme
from kamroles.write import file_name

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator, Mapping, Sequence

    from kamroles.channels.opening import Opening
    from kamroles.diagnostics import Diagnostic
    from kamroles.formats import Format
    from kamroles.library import Library
    from kamroles.theme import Theme

PER_PAGE = 100
_NEWEST = 100
"""So many openings stand in a feed; the list has all."""
_CLOSED = {
    "paused": "This job is paused: it takes no applications at the moment.",
    "closed": "This job is closed: it takes no more applications.",
    "expired": "This job is closed: its last day to apply has passed.",
}
File = tuple[str, bytes]


@dataclass(frozen=True)
class Contents:
    """The files of a site.

    Attributes:
        library: the workspace.
        openings: what is open today.
        closed: what is not open any more, and still has a page that says so, or a feed.
        as_of: today.
        preview: whether it is only shown here, also what is not released yet, marked as draft.
        unmarked: ids of openings whose markup search engines would refuse.
        unmade: paths of downloads that could not be made: no page leads to them.

    """

    library: Library
    openings: tuple[Opening, ...]
    closed: tuple[Opening, ...]
    as_of: datetime.date
    preview: bool = False
    unmarked: frozenset[str] = frozenset()
    unmade: frozenset[str] = frozenset()

    def files(self) -> Iterator[File]:
        """Yield every file with its path below the site's folder."""
        yield from self._assets.items()
        for group in (self._all, *self._groups):
            yield from self._lists(group)
            yield from self._feeds(group)
        yield from self._overviews()
        for opening in self.openings:
            yield addresses.posting_page(opening.id), self._posting(opening)
        for opening in filter(self.says_closed, self.closed):
            yield addresses.posting_page(opening.id), self._closed_page(opening)
        yield (
            "404.html",
            pages.page(
                self.frame, "missing.html", "404.html", self._theme, title="Not here", hidden=True
            ),
        )
        if self.url:
            yield "sitemap.xml", crawlers.sitemap(self._sitemap())
            yield "robots.txt", crawlers.robots(self.url)

    @property
    def url(self) -> str:
        """The site's address; empty for a preview."""
        return "" if self.preview else self.library.workspace.settings.site.url or ""

    def says_closed(self, opening: Opening) -> bool:
        """Tell whether the page of a posting still says that it is closed."""
        days = self.library.workspace.settings.site.closed_days
        since = opening.life.since
        if not was_open(opening.posting, opening.life):
            return False
        if opening.life.state == "paused" or since is None:
            return True
        return (self.as_of - since).days <= days

    def downloads(self, opening: Opening) -> list[tuple[str, str, str]]:
        """Return the formats of an opening to download: name, title and path."""
        packaged = opening.theme.tokens["font.body"] == fonts.FAMILY
        set_here = not packaged or not fonts.missing(opening.document)
        made = [each for each in self._formats if set_here or not each.needs_glyphs]
        named = [(f.name, f.title, f"jobs/{file_name(opening.id, f.suffix)}") for f in made]
        return [each for each in named if each[2] not in self.unmade]

    @cached_property
    def _formats(self) -> list[Format]:
        from kamroles.formats import usable_formats

        wanted = self.library.workspace.settings.site.downloads
        return [*usable_formats(name for name in wanted if name != "none")[0].values()]

    def card_words(self, opening: Opening) -> tuple[str, str, str, str]:
        """Return what stands on the picture that is shown where the address is shared."""
        pay = brief.pay(opening, self._labels.__getitem__, notes=False)
        return opening.title, brief.places(opening), pay, opening.employer.name

    def card(self, opening: Opening) -> str:
        """Return the path of that picture; empty if its typeface cannot write the words."""
        drawn = not lacks(*self.card_words(opening))
        return f"cards/{file_name(opening.id, '.png')}" if drawn else ""

    def undrawn(self) -> Iterator[Diagnostic]:
        """Yield a finding for each opening without a picture, or without a PDF that was wanted."""
        for opening in self.openings:
            there = {title for _, title, _ in self.downloads(opening)}
            without = [each.title for each in self._formats if each.title not in there]
            without += [] if self.card(opening) else ["picture for sharing"]
            if without:
                listed = " and without ".join(without)
                message = f"{opening.id} comes without {listed}: the typeface lacks characters"
                hint = "its page has all words; the warnings on fonts say which characters"
                yield warning("KR651", message, opening.job.place("posting"), hint)

    @property
    def frame(self) -> Frame:
        """What all pages share."""
        return self._named[0]

    @property
    def _assets(self) -> dict[str, bytes]:
        return self._named[1]

    @cached_property
    def _named(self) -> tuple[Frame, dict[str, bytes]]:
        """What all pages share, and the files that it names, by path."""
        settings = self.library.workspace.settings
        only = next(iter(self._employers)) if len(self._employers) == 1 else ""
        title = settings.site.title or (f"Jobs at {only}" if only else settings.name or "Open jobs")
        firms = Counter(opening.document.lang for opening in self.openings)
        where = addresses.Addresses(self.url)
        lang = firms.most_common(1)[0][0] if firms else "en"
        label, intro = self._labels.__getitem__, settings.site.intro or ""
        frame = Frame(title, where, lang, label, len(self._employers) > 1, intro)
        files: dict[str, bytes] = {}
        styles, logos = {}, {}
        for theme in self._themes:
            key, style = pages.key_of(theme), looks.style_of(theme, self._characters)
            files |= style
            styles[key], logos[key] = next(iter(style)), ""
            if found := looks.logo_of(theme):
                logos[key], files[found[0]] = found[0], found[1].content

        def put(stem: str, suffix: str, content: bytes) -> str:
            path = looks.hashed(stem, suffix, content)
            files[path] = content
            return path

        frame = replace(
            frame,
            styles=styles,
            logos=logos,
            icon=put("icon", ".svg", looks.icon_of(self._theme)),
            script=put("search", ".js", (bundled("templates") / "site" / "search.js").read_bytes()),
            rows=put("openings", ".js", pages.rows_of(self.openings, self._shown_groups, frame)),
        )
        return frame, files

    @cached_property
    def _employers(self) -> set[str]:
        return {opening.employer.name for opening in self._every}

    @cached_property
    def _every(self) -> tuple[Opening, ...]:
        return (*self.openings, *self.closed)

    @cached_property
    def _labels(self) -> Mapping[str, str]:
        return load_labels(self.library.template)

    @cached_property
    def _theme(self) -> Theme:
        """The look of pages that are no posting's: that of the one employer, or the workspace's."""
        worn = {pages.key_of(opening.theme): opening.theme for opening in self._every}
        if len(worn) == 1 or (worn and len(self._employers) == 1):
            keys = Counter(pages.key_of(opening.theme) for opening in self._every)
            return worn[keys.most_common(1)[0][0]]
        name = self.library.workspace.settings.theme
        return load_theme(themes(self.library)[name], self.library.workspace.root)

    @cached_property
    def _themes(self) -> list[Theme]:
        found = [self._theme, *(opening.theme for opening in self._every)]
        return list({pages.key_of(theme): theme for theme in found}.values())

    @cached_property
    def _characters(self) -> set[str]:
        return set().union(*(plain_text(opening.document) for opening in self.openings))

    @cached_property
    def _all(self) -> FacetValue:
        return FacetValue(ALL, "", "", self.openings, self._every)

    @cached_property
    def _groups(self) -> list[FacetValue]:
        return groups(self.openings, self._every, facets(self._labels.__getitem__, self._every))

    @property
    def _shown_groups(self) -> list[FacetValue]:
        return [group for group in self._groups if group.openings]

    def _lists(self, group: FacetValue) -> Iterator[File]:
        """Yield the pages of a list."""
        frame, openings = self.frame, group.openings
        paths = [
            addresses.list_page(group.path, number + 1)
            for number in range(max(1, -(-len(openings) // PER_PAGE)))
        ]
        heading = group.value if group.path else frame.title
        many = len(paths) > 1
        count = _counted(len(openings))
        for number, path in enumerate(paths):
            shown = openings[number * PER_PAGE : (number + 1) * PER_PAGE]
            title = f"{group.value} · {frame.title}" if group.path else frame.title
            yield (
                path,
                pages.page(
                    frame,
                    "list.html",
                    path,
                    self._theme,
                    title=f"{title}, page {number + 1}" if number else title,
                    description=f"{title}: {count}" if openings else "",
                    heading=heading,
                    intro="" if group.path else frame.intro,
                    count=f"{count}, page {number + 1} of {len(paths)}" if many else count,
                    openings=[pages.summary(opening, frame) for opening in shown],
                    facets=self._navigation.at(group.path),
                    current=group.path,
                    pages=paths,
                    script=frame.script if openings and not group.path else "",
                    rows=frame.rows,
                    feeds=self._feed_links(group) or self._feed_links(self._all),
                ),
            )

    @cached_property
    def _navigation(self) -> Navigation:
        return Navigation(self._shown_groups)

    def _overviews(self) -> Iterator[File]:
        """Yield the page of each facet with more values than other pages name."""
        for stem, found in self._navigation.overviews():
            path, title = addresses.list_page(stem, 1), found[0].facet.title
            yield (
                path,
                pages.page(
                    self.frame,
                    "overview.html",
                    path,
                    self._theme,
                    title=f"{title} · {self.frame.title}",
                    heading=f"Open jobs by {title.lower()}",
                    count=_counted(len(self.openings)),
                    groups=found,
                    feeds=self._feed_links(self._all),
                ),
            )

    def _feed_links(self, group: FacetValue) -> list[FeedLink]:
        if not self.url or not group.facet.feeds:
            return []
        title = f"{self.frame.title}: {group.value}" if group.path else self.frame.title
        atom, json = (addresses.feed(group.path, each) for each in ("atom.xml", "feed.json"))
        return [
            FeedLink("Atom", "application/atom+xml", title, atom),
            FeedLink("JSON Feed", "application/feed+json", title, json),
        ]

    def _feeds(self, group: FacetValue) -> Iterator[File]:
        links = self._feed_links(group)
        if not links:
            return
        absolute = self.frame.addresses.absolute
        newest = sorted(group.openings, key=lambda o: (o.changed, o.id), reverse=True)[:_NEWEST]
        entries = [self._entries[opening.id] for opening in newest]
        atom, json = links
        feed = subscriptions.Subscription(
            atom.title,
            absolute(addresses.list_page(group.path, 1)),
            absolute(atom.path),
            absolute(json.path),
            self.frame.title,
            _changed(group.every, self.as_of),
            entries,
        )
        yield atom.path, subscriptions.atom(feed)
        yield json.path, subscriptions.json_feed(feed)

    @cached_property
    def _entries(self) -> dict[str, subscriptions.FeedEntry]:
        absolute = self.frame.addresses.absolute
        return {
            each.id: subscriptions.FeedEntry.of(each, absolute(addresses.posting_page(each.id)))
            for each in self.openings
        }

    def _posting(self, opening: Opening) -> bytes:
        downloads = [(title, path) for _, title, path in self.downloads(opening)]
        frame = self.frame
        if opening.employer.sample:
            frame = replace(frame, sample=opening.employer.name)
        return pages.posting_page(
            frame,
            opening,
            downloads=downloads,
            card=self.card(opening),
            feeds=self._feed_links(self._all),
            marked=opening.id not in self.unmarked,
        )

    def _closed_page(self, opening: Opening) -> bytes:
        path = addresses.posting_page(opening.id)
        return pages.page(
            self.frame,
            "closed.html",
            path,
            opening.theme,
            title=opening.title,
            hidden=True,
            heading=opening.title,
            said=_CLOSED[opening.life.state],
            feeds=self._feed_links(self._all),
        )

    def _sitemap(self) -> Iterator[tuple[str, datetime.date | None]]:
        absolute = self.frame.addresses.absolute
        for group in (self._all, *self._shown_groups):
            changed = _changed(group.every, self.as_of)
            for number in range(max(1, -(-len(group.openings) // PER_PAGE))):
                yield absolute(addresses.list_page(group.path, number + 1)), changed
        for stem, _ in self._navigation.overviews():
            changed = _changed(self._every, self.as_of)
            yield absolute(addresses.list_page(stem, 1)), changed
        for opening in self.openings:
            yield absolute(addresses.posting_page(opening.id)), opening.changed


def _counted(openings: int) -> str:
    return "1 open job" if openings == 1 else f"{openings} open jobs"


def _changed(openings: Sequence[Opening], as_of: datetime.date) -> datetime.date:
    """Return the day on which a list of openings last changed; today if it was always empty."""
    return max((opening.changed for opening in openings), default=as_of)
