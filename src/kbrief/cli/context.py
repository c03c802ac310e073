"""The context of a command: the brief, the language and the marks that the options of a run select."""

import datetime as dt
import os
import re
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from kbrief.cli.language import choose_language
from kbrief.errors import Message, UnknownName, WrongUsage, join_or
from kbrief.i18n import use_language
from kbrief.load.brief import Loaded, load
from kbrief.load.find import Place, find_brief
from kbrief.model import Brief
from kbrief.model.lookup import resolve
from kbrief.pages.brief_text import BriefText
from kbrief.store.cache import FolderCache

if TYPE_CHECKING:
    from kbrief.decide.point_filter import PointFilter
    from kbrief.decide.rank import Ranking
    from kbrief.decide.scenario import Scenario
    from kbrief.model.marks import Marks


class CommandContext:
    """The shared options of a run, and what they select, each loaded when first used.

    The run speaks the language of --lang, else of KBRIEF_LANG, else of the locale, else English.
    """

    def __init__(
        self,
        brief_option: str | None = None,
        lang: str | None = None,
        width: int | None = None,
        *,
        no_color: bool = False,
        output_format: str = "table",
        ignores_marks: bool = False,
    ) -> None:
        self.brief_option = brief_option
        self.lang = lang
        self.width = width
        self.no_color = no_color
        self.format = output_format
        self.ignores_marks = ignores_marks
        use_language(choose_language(lang))

    @cached_property
    def place(self) -> Place:
        """The place of the brief."""
        return find_brief(self.brief_option, os.environ)

    @cached_property
    def loaded(self) -> Loaded:
        """The brief with its files."""
        return load(self.place, folder_cache())

    @cached_property
    def brief(self) -> Brief:
        """The brief."""
        return self.loaded.brief

    @cached_property
    def texts(self) -> BriefText:
        """The texts of the brief, today."""
        return BriefText(self.brief, today())

    @cached_property
    def marks_path(self) -> Path:
        """The file of the marks on the brief."""
        from kbrief.store.marks import marks_path

        return marks_path(self.place, user_data())

    @property
    def own_marks(self) -> str:
        """The file of the user's own marks on the brief."""
        from kbrief.cli.commands.strategy import user_name
        from kbrief.store.marks import own_path

        return str(own_path(self.marks_path, user_name()))

    @cached_property
    def marks(self) -> "Marks":
        """The marks on the brief."""
        from kbrief.store.marks import read_marks

        return read_marks(self.marks_path)

    @property
    def overlay(self) -> str:
        """The id of the brief if it extends another one, else empty."""
        return self.brief.id if len(self.loaded.layers) > 1 else ""

    @property
    def topic(self) -> str:
        """The title of the base if that of the brief is only its id in words, as for a new overlay, else empty."""
        layers = self.loaded.layers
        words = re.sub(r"[\W_]+", "-", self.texts.text(self.brief.title).casefold()).strip("-")
        if len(layers) < 2 or words != self.brief.id.casefold().replace("_", "-"):  # noqa: PLR2004 - itself and a base
            return ""
        return self.texts.text(load(layers[-2].place, folder_cache()).brief.title)

    def for_brief(self, brief: str | None) -> "CommandContext":
        """Return the same context for another brief."""
        return CommandContext(
            brief,
            self.lang,
            self.width,
            no_color=self.no_color,
            output_format=self.format,
            ignores_marks=self.ignores_marks,
        )

    def reload(self) -> "CommandContext":
        """Return the same context, in which the brief is read again."""
        return self.for_brief(self.brief_option)

    def administration(self, name: str | None) -> str | None:
        """Return the id of an administration, None for None. Raises UnknownName."""
        return self.known_administration(name) if name is not None else None

    def known_administration(self, name: str) -> str:
        """Return the id of an administration. Raises UnknownName."""
        known = tuple(administration.id for administration in self.brief.administrations)
        try:
            return resolve(name, known, Message("administration"))
        except UnknownName as error:
            if not self.place.is_bundled or self.brief_option or os.environ.get("KBRIEF_BRIEF"):
                raise
            hint = Message("{hint}; the brief in use is {id}, which comes with kbrief: choose another with --brief",
                           hint=error.hint or "", id=self.brief.id)  # fmt: skip
            raise type(error)(error.message, hint) from error

    def scenario(
        self, administration: str | None, given: Iterable[str] | None = None, *, stated_only: bool = False
    ) -> "Scenario":
        """Return the scenario of the options. Raises WrongUsage for events without an administration or with --stated-only."""
        from kbrief.decide.scenario import Scenario, marked_scenario, resolve_events

        events = resolve_events(self.brief, given or ())
        whom = self.administration(administration)
        if events and whom is None:
            message = Message("events need --administration: they change how an administration sees things")
            raise WrongUsage(message, self.administration_hint())
        if events and stated_only:
            message = Message("--given cannot be used with --stated-only: what an event would change is inferred")
            raise WrongUsage(message, Message("leave one of them out"))
        scenario = Scenario(whom, events, stated_only)
        return scenario if self.ignores_marks else marked_scenario(scenario, self.brief, self.marks)

    def choice(
        self, issue: str | None = None, tag: str | None = None, search: str | None = None, top: int | None = None
    ) -> "PointFilter":
        """Return the filter of points. Raises UnknownName for an unknown issue or tag."""
        from kbrief.decide.point_filter import PointFilter
        from kbrief.model.lookup import resolve_optional

        issue = resolve_optional(issue, (one.id for one in self.brief.issues), Message("issue"))
        return PointFilter(issue, resolve_optional(tag, self.brief.tags, Message("tag")), search, top)

    def administration_hint(self) -> Message:
        """Return the hint to name an administration."""
        names = [f"-a {administration.id}" for administration in self.brief.administrations]
        if not names:
            return Message("this brief has no {what}", what=Message("administration"))
        return Message("add {names}", names=join_or(*names))

    def ranking(
        self,
        administration: str | None,
        given: Iterable[str] | None = None,
        *,
        stated_only: bool = False,
        weights: str | None = None,
    ) -> "Ranking":
        """Return the ranking for a scenario and weights."""
        from kbrief.decide.rank import rank

        scenario = self.scenario(administration, given, stated_only=stated_only)
        return rank(self.brief, scenario, self.parse_weights(weights))

    def rankings(
        self,
        administrations: Iterable[str] | None,
        given: Iterable[str] | None = None,
        *,
        stated_only: bool = False,
        weights: str | None = None,
    ) -> "list[Ranking]":
        """Return a ranking for each named audience, once each, or one without an audience if none is named."""
        names = dict.fromkeys(self.known_administration(name) for name in administrations or ())
        return [self.ranking(name, given, stated_only=stated_only, weights=weights) for name in names or (None,)]

    def parse_weights(self, text: str | None) -> dict[str, float] | None:
        """Return the weights in `president=2,team=0`, None for None. Raises WrongUsage, UnknownName."""
        if text is None:
            return None
        known = [criterion.id for criterion in self.brief.criteria]
        pairs = [part.partition("=") for part in text.strip().removesuffix(",").split(",")]
        given = {resolve(name, known, Message("criterion")): _weight(name, value) for name, _, value in pairs}
        if len(given) < len(pairs):
            raise WrongUsage(Message("--weights names a criterion twice"), Message("name each once"))
        return given


def _weight(name: str, text: str) -> float:
    """Return a weight of 0 … 1,000,000. Raises WrongUsage."""
    from kbrief.decide.score import MAX_WEIGHT, weight_error

    try:
        weight = float(text)
    except ValueError:
        weight = -1.0
    if not 0 <= weight <= MAX_WEIGHT:
        raise weight_error(name.strip(), text)
    return weight


def today() -> dt.date:
    """Return the day of SOURCE_DATE_EPOCH if that is set, else today."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch:
        return local_day(dt.datetime.now(tz=dt.UTC))
    try:
        return dt.datetime.fromtimestamp(int(epoch), tz=dt.UTC).date()
    except (ValueError, OverflowError, OSError):
        message = Message("SOURCE_DATE_EPOCH is {text!r}, not a number of seconds", text=epoch)
        raise WrongUsage(message, Message("unset it, or set it to the seconds since 1970-01-01")) from None


def local_day(now: dt.datetime) -> dt.date:
    """Return the local day, or the day in UTC if TZ names an unknown zone."""
    try:
        return now.astimezone().date()
    except (ValueError, OverflowError, OSError):
        return now.date()


def folder_cache() -> FolderCache:
    """Return the cache in the user's cache folder."""
    import platformdirs

    return FolderCache(Path(platformdirs.user_cache_dir("kbrief", appauthor=False)))


def user_data() -> Path:
    """Return the folder of the user's own data."""
    import platformdirs

    return Path(platformdirs.user_data_dir("kbrief", appauthor=False))
