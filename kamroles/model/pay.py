"""What the employer pays: a range or a fixed amount, and what comes on top of it."""

from typing import TYPE_CHECKING, Literal

from kamroles.model.base import Model, described
from kamroles.model.fields import Distinct, fields_of
from kamroles.model.values import Amount, Country, Currency, Line, Percent, Slug, Split, YesNo

if TYPE_CHECKING:
    from kamroles.source.nodes import Node

Period = Literal["hour", "day", "week", "month", "year"]


class _Amounts(Model):
    """Fields that people also write as one text, or as a list."""

    @classmethod
    def written_instead(cls, name: str, given: "Node") -> str:
        """Return the fields that a text or a list in their place means, as they are written."""
        from kamroles.model.pay_meant import instead_of_fields

        return instead_of_fields(name, given, fields_of(cls))


class PayRange(_Amounts):
    """Amounts in the currency and for the period of the pay around them."""

    min: Amount = described("lower end, or the one amount", example=110000)
    max: Amount | None = described("upper end", example=130000)
    currency: Currency | None = described("that of the pay", derived=True)
    period: Period | None = described("that of the pay", derived=True)
    country: Country | None = described("that of the pay", derived=True)


class Variable(_Amounts):
    """Pay that follows results, such as commission or a bonus for targets that are met."""

    min: Amount | None = described("lower end when targets are met", example=40000)
    max: Amount | None = described(
        "upper end when targets are met", example=45000, needs="min", called="up_to"
    )
    percent: Percent | None = described(
        "instead of amounts, how much of base pay", example=20, unit="% of base pay"
    )
    currency: Currency | None = described("that of the pay", derived=True)
    period: Period | None = described("that of the pay", derived=True)
    country: Country | None = described("that of the pay", derived=True)


class Pay(_Amounts):
    """What the employer expects to pay on hire."""

    @classmethod
    def written_inside(cls, word: str, given: "Node") -> str:
        """Return what is meant by pay of a place, or by a word such as `hourly`."""
        from kamroles.model.pay_meant import unknown_field

        return unknown_field(word, given, fields_of(cls))

    min: Amount | None = described(
        "lower end; with variable pay, of base pay",
        example=78000,
        called="from low lower minimum",
    )
    max: Amount | None = described(
        "upper end; leave out for one fixed amount",
        example=96000,
        needs="min",
        called="high maximum to upper",
    )
    upwards: YesNo = described(
        "whether `min` is where pay starts, without an upper end",
        example=True,
        default=False,
        called="and_up from_min open open_ended upward",
    )
    currency: Currency | None = described("ISO code; follows from the country", example="USD")
    period: Period | None = described(
        "per what; left out, amounts of 10000 or more in US, Canadian, Australian or New Zealand "
        "dollars, euros or pounds are for a year",
        called="per rate unit",
    )
    base: PayRange | None = described(
        "base pay, where you would rather name it than write `min` and `max`",
        example={"min": 70000, "max": 85000},
        called="base_pay base_salary fixed",
    )
    variable: Variable | None = described(
        "pay that follows results, for targets that are met",
        example={"min": 40000, "max": 45000},
        called="commission incentive",
    )
    ote: PayRange | None = described(
        "on-target earnings: base and variable pay together, when targets are met",
        example={"min": 110000, "max": 130000},
        called="on_target on_target_earnings target total",
    )
    split: Split | None = described(
        "base and variable part of on-target earnings, in percent", example="65/35", called="mix"
    )
    base_share: Percent | None = described("base part of the split", derived=True)
    variable_share: Percent | None = described("variable part of the split", derived=True)
    commission_only: YesNo = described(
        "whether there is no base pay", example=True, default=False, called="commissions_only"
    )
    note: Line | None = described(
        "bonus, commission or other pay, in words",
        example="plus a yearly bonus of up to 10%",
        formerly="extra",
        called="bonus",
    )
    country: Country | None = described(
        "the country whose way to write money it follows", derived=True
    )


class Zone(Model):
    """Where the same pay is offered: places of the posting, or an area in words."""

    id: Slug = described("made from the name where it is left out", example="zone-1")
    name: Line = described("what it is called", example="New York and San Francisco")
    places: Distinct[Slug] = described(
        "ids of the posting's places in it, if there are any", example=["portland"]
    )
    pay: Pay = described("what is paid there")
