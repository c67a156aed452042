"""What search engines are to be told of pages, and telling them once the files are live.

The ledger of a target says what each notifier knows, so that what could not be told, or was cut off
before it was noted, is told by the next publish.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kamroles.diagnostics import Problems, error, warning
from kamroles.notifiers import NOTIFIERS, Notifier, PageChange
from kamroles.publish.ledger import LEDGER, decode
from kamroles.publish.publishers import open_target
from kamroles.publish.site_release import PAGE, rank_of
from kamroles.publish.target_faults import fault_of
from kamroles.site.addresses import Addresses, plain, posting_page

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kamroles.diagnostics import Diagnostic
    from kamroles.notifiers import Notice
    from kamroles.publish.destination import Destination
    from kamroles.publish.plan import Plan
    from kamroles.publish.web_posts import Refusal

_BAD_REQUEST = 400
"""A notice refused so is refused for itself; any other status goes for all that would follow."""


@dataclass(frozen=True, slots=True)
class Telling:
    """What a notifier is to be told.

    Attributes:
        notifier: who.
        site: the address of the site.
        known: the hash of each page of the site that it knows, by address.
        pages: the same for those that it is to know.

    """

    notifier: Notifier
    site: str
    known: Mapping[str, str]
    pages: Mapping[str, str]

    @property
    def changes(self) -> list[PageChange]:
        """What became of pages; first what most needs to be known, should not all be taken."""
        gone = [PageChange(url, "gone") for url in sorted(self.known.keys() - self.pages.keys())]
        new = [PageChange(url, "new") for url in sorted(self.pages.keys() - self.known.keys())]
        changed = [
            PageChange(url, "changed")
            for url in sorted(self.pages.keys() & self.known.keys())
            if self.pages[url] != self.known[url]
        ]
        return [*gone, *new, *changed]

    @property
    def notices(self) -> Iterator[Notice]:
        """What to post, in this order."""
        return self.notifier.notices(self.site, self.changes)

    def known_after(self, told: Iterable[PageChange]) -> dict[str, str]:
        """Return what the notifier knows once it was told these changes."""
        now = dict(self.known)
        for each in told:
            now.pop(each.url, None)
            if each.what != "gone":
                now[each.url] = self.pages[each.url]
        return now


def notifiers(names: Iterable[str]) -> list[Notifier]:
    """Return the notifiers of these names.

    Raises:
        Problems: one is another package's, and cannot be used.

    """
    return [NOTIFIERS[name] for name in names]


def tellings(plan: Plan, told: Sequence[Notifier]) -> list[Telling]:
    """Return what each of the notifiers is to be told once a plan is carried out."""
    found = []
    addresses = Addresses(plan.release.url)
    paths = [path for path in plan.after.files if rank_of(path) == PAGE]
    pages = {addresses.absolute(path): plan.after.files[path][:16] for path in paths}
    live = {addresses.absolute(posting_page(name)) for name in plan.after.live}
    bare = {addresses.absolute(posting_page(name)) for name in plan.release.built.unmarked}
    here = f"{plain(plan.release.url)}/"
    for notifier in told:
        before = plan.ledger.told.get(notifier.name, {})
        known = {url: sha for url, sha in before.items() if url.startswith(here)}
        # A page that loses its markup is told once more; one that says that a job is closed, only
        # to those who know it.
        marked, any_page = live - (bare - known.keys()), live | known.keys()
        urls = marked if notifier.open_only else any_page
        wanted = {url: pages[url] for url in urls & pages.keys()}
        telling = Telling(notifier, plan.release.url, known, wanted)
        if telling.changes:
            found.append(telling)
    return found


def tell(telling: Telling) -> tuple[list[PageChange], list[Diagnostic]]:
    """Tell a notifier; return what it was told, and why not the rest."""
    told: list[PageChange] = []
    refusals: list[Refusal] = []
    title = telling.notifier.title
    try:
        from kamroles.publish.web_posts import opened, post

        with opened(telling.notifier) as session:
            for notice in telling.notices:
                refusal = post(session, telling.notifier.url, notice.body)
                if not refusal:
                    told += notice.changes
                    continue
                refusals.append(refusal)
                if refusal.status != _BAD_REQUEST:
                    break
    except ModuleNotFoundError as missing:
        message = f"{title} was not told: `{missing.name}` is not installed"
        return told, [error("KR720", message, None, 'run `pip install "kamroles[publish]"`')]
    except Problems as problems:
        return told, [*problems.diagnostics]
    count = f"{title} was told of {len(told)} of {_pages(len(telling.changes))}"
    return told, [_refused(telling, count, each) for each in dict.fromkeys(refusals)]


def _refused(telling: Telling, count: str, refusal: Refusal) -> Diagnostic:
    advice = telling.notifier.advice(refusal.status, telling.site)
    message = f"{count}: {refusal.words}"
    if refusal.passing:
        return warning("KR721", message, None, advice or "the next publish tells the rest")
    hint = advice or "see what it says; what is published is live, and the next publish tells again"
    return error("KR722", message, None, hint)


def _pages(count: int) -> str:
    return "1 page" if count == 1 else f"{count} pages"


def note(where: Destination, known: Mapping[str, Mapping[str, str]], day: datetime.date) -> None:
    """Note in the ledger of a target what notifiers know now.

    The target is opened anew: telling may have taken longer than a connection lasts.

    Raises:
        Problems: somebody else is publishing, or the target cannot be reached or takes no more.

    """
    reason = ""
    try:
        with open_target(where.url, where.base) as target, target.alone():
            ledger = decode(target.read(LEDGER), target.address).telling(known)
            target.put(LEDGER, ledger.encoded(), "application/json", "no-cache")
            target.finish("Note what search engines were told", day)
    except OSError as failure:
        reason = fault_of(failure)
    except Problems as problems:  # what they advise is of publishing, which is done
        reason = "; ".join(each.message for each in problems.diagnostics)
    if reason:
        message = f"what search engines were told could not be noted at {where.name}: {reason}"
        hint = "mend that; the next publish tells them again"
        raise Problems([error("KR724", message, None, hint)])
