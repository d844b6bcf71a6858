"""What the acts ask, as forms. A form checks that words are there; the services decide."""

from __future__ import annotations

from typing import Any

from django import forms

from workspace.consent.models import Stance, TextVersion
from workspace.consent.services.proposing import Text
from workspace.matters.models.matter import Seat
from workspace.matters.models.saying import Position
from workspace.matters.nature import NATURE
from workspace.matters.services.raising import Nature
from workspace.matters.spans import read_span
from workspace.units.models import Mandate, Unit
from workspace.units.workdays import end_of
from workspace.wording import both

LONGEST = 4000  # characters of one side's words


def lines(rows: int = 3) -> forms.Textarea:
    """A box for words, `rows` high."""
    return forms.Textarea(attrs={"rows": rows})


def day() -> forms.DateInput:
    """A box for a day, with the browser's calendar."""
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class ActForm(forms.Form):
    """A form about one row, filled in by who acts."""

    def __init__(self, *args: Any, row: Any, by: Mandate | None, **kwargs: Any) -> None:
        self.row, self.by = row, by
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        self.set_up()

    def set_up(self) -> None:
        """Choices and first values from the row, where a form needs them."""

    @property
    def told(self) -> dict[str, Any]:
        """The arguments for the service."""
        return self.cleaned_data


class Plain(ActForm):
    """Nothing is asked: the button says it all."""


class Reason(ActForm):
    """Why; all parties read it."""

    reason = forms.CharField(
        label=both("理由（各方都会看到）", "Reason (read by all parties)"),
        max_length=LONGEST, widget=lines(),
    )  # fmt: skip


class OptionalReason(ActForm):
    """Why, where one wants to say."""

    reason = forms.CharField(
        label=both("依据或说明", "Basis or remark"),
        max_length=LONGEST, required=False, widget=lines(2),
    )  # fmt: skip


class SideWords(ActForm):
    """One side's words."""

    text = forms.CharField(
        label=both("我方的话", "Our side in words"),
        help_text=both("各方都会看到；以前说过的仍然留着。", "Read by all in the room; earlier words stay."),
        max_length=LONGEST, widget=lines(4),
    )  # fmt: skip


class Sealed(ActForm):
    """A position, for as many eyes as one chooses."""

    text = forms.CharField(
        label=both("我方的立场或底线", "What we want, or would accept"),
        max_length=LONGEST, widget=lines(),
    )  # fmt: skip
    visibility = forms.ChoiceField(
        label=both("给谁看", "For whose eyes"),
        choices=Position.Visibility.choices, widget=forms.RadioSelect, initial="own",
    )  # fmt: skip
    sealed_until = forms.DateField(
        label=both("密封到哪一天", "Sealed until"), required=False, widget=day()
    )

    @property
    def told(self) -> dict[str, Any]:
        """The arguments; a seal holds to the end of its day."""
        until = self.cleaned_data["sealed_until"]
        return self.cleaned_data | {"sealed_until": end_of(until) if until else None}


class Proposed(ActForm):
    """A text, and its sense in three plain lines."""

    title = forms.CharField(label=both("标题", "Title"), max_length=160)
    line_1 = forms.CharField(
        label=both("第一条：用大白话写同意的是什么", "Line 1: in plain words, what is consented to"),
        max_length=200,
    )  # fmt: skip
    line_2 = forms.CharField(
        label=both("第二条", "Line 2"), max_length=200, required=False
    )
    line_3 = forms.CharField(
        label=both("第三条", "Line 3"), max_length=200, required=False
    )
    body = forms.CharField(
        label=both("全文", "The whole text"),
        help_text=both("一条一段。", "One article a paragraph."),
        max_length=40000, widget=lines(8),
    )  # fmt: skip

    def set_up(self) -> None:
        """Start from the text there is."""
        if isinstance(self.row, TextVersion):
            for name in ("title", "body", "line_1", "line_2", "line_3"):
                self.fields[name].initial = getattr(self.row, name)

    @property
    def told(self) -> dict[str, Any]:
        """The text as one."""
        told = dict(self.cleaned_data)
        plain = tuple(told.pop(f"line_{i}") for i in (1, 2, 3))
        body = told.pop("body").replace("\r\n", "\n")
        return told | {"text": Text(told.pop("title"), body, plain)}


class NewProposal(Proposed):
    """The first text of a proposal, with the day by which all should answer."""

    answer_by = forms.DateField(
        label=both("请各方在哪一天前表态", "Please answer by"),
        required=False,
        widget=day(),
    )
    field_order = ("title", "line_1", "line_2", "line_3", "body", "answer_by")

    @property
    def told(self) -> dict[str, Any]:
        """The text and the day."""
        told = super().told
        told.pop("answer_by", None)
        return told | {"answer_by": self.cleaned_data["answer_by"]}


class Prepared(ActForm):
    """A stance prepared for who confirms."""

    kind = forms.ChoiceField(
        label=both("拟表的态", "Stance"), widget=forms.RadioSelect,
        choices=[c for c in Stance.Kind.choices if c[0] != "silent"],
    )  # fmt: skip
    reason = forms.CharField(
        label=both("理由（表态后各方看到）", "Reason (read by all once given)"),
        max_length=LONGEST, required=False, widget=lines(2),
    )  # fmt: skip
    note = forms.CharField(
        label=both("给审签人的话（只有本单位看到）", "For who confirms (our unit only)"),
        max_length=LONGEST, required=False, widget=lines(2),
    )  # fmt: skip


class Entered(ActForm):
    """Consent given by phone or in a meeting, with how it is known."""

    unit = forms.ModelChoiceField(
        Unit.objects.none(), label=both("代哪一方录入", "For which party")
    )
    evidence = forms.CharField(
        label=both("凭据：谁、何时、怎么说的", "How it is known: who, when, in what words"),
        max_length=LONGEST, widget=lines(),
    )  # fmt: skip

    def set_up(self) -> None:
        """Only parties can be spoken for."""
        parties = self.row.proposal.matter.parties.values("unit")
        self.fields["unit"].queryset = Unit.objects.filter(pk__in=parties)


class Rung(ActForm):
    """To which rung, and why."""

    rung = forms.TypedChoiceField(label=both("到哪一级", "To which rung"), coerce=int)
    reason = Reason.base_fields["reason"]

    def set_up(self) -> None:
        """The rungs of the matter's own ladder, but the one it stands on."""
        rungs = self.row.case.rungs.exclude(number=self.row.rung)
        self.fields["rung"].choices = [
            (r.number, str(r.name)) for r in self.choosable(rungs)
        ]

    def choosable(self, rungs):
        """Those that may be chosen."""
        return rungs


class LowerRung(Rung):
    """To which lower rung, and why."""

    def choosable(self, rungs):
        """One falls back to a lower rung only."""
        return rungs.filter(number__lt=self.row.rung)


class Note(ActForm):
    """What was done."""

    note = forms.CharField(
        label=both("办了什么", "What was done"),
        max_length=LONGEST, required=False, widget=lines(2),
    )  # fmt: skip


class Upload(ActForm):
    """One file."""

    file = forms.FileField(
        label=both("文件", "File"),
        help_text=both(
            "PDF、Word、Excel、OFD、图片或文本，不超过 20 MB；不得涉密。",
            "PDF, Word, Excel, OFD, pictures or text, up to 20 MB; nothing classified.",
        ),
    )

    @property
    def told(self) -> dict[str, Any]:
        """The file, and how its owner called it."""
        file = self.cleaned_data["file"]
        return {"file": file, "name": file.name}


class Evidence(ActForm):
    """Where something can be read."""

    title = forms.CharField(label=both("标题", "Title"), max_length=200)
    url = forms.URLField(
        label=both("网址", "Address"), max_length=500, assume_scheme="https"
    )


class Seated(ActForm):
    """A unit that sits in the room without being a party."""

    unit = forms.ModelChoiceField(
        Unit.objects.all(), label=both("请哪个单位列席", "Which unit")
    )
    role = forms.ChoiceField(
        label=both("身份", "As"), choices=Seat.Role.choices, widget=forms.RadioSelect
    )


class NatureForm(ActForm):
    """The nature of a matter, asked in plain questions."""

    def set_up(self) -> None:
        """One box a question, with what its two ends mean."""
        for q in NATURE:
            scale = "" if q.in_money else both("（0–1 之间）", " (0 to 1)")
            ends = both("低：", "low: "), q.low, both("；高：", "; high: "), q.high
            self.fields[q.field] = forms.CharField(
                label=str(q.ask),
                help_text=f"{q.explain} {''.join(map(str, ends))}{scale}",
                required=q.field != "fragmentation",
                validators=[_spanned],
                initial=str(getattr(self.row, q.field, "") or ""),
            )

    @property
    def told(self) -> dict[str, Any]:
        """The answers as one."""
        spans = {k: read_span(v) if v else None for k, v in self.cleaned_data.items()}
        return {"nature": Nature(**spans)}


def _spanned(text: str) -> None:
    read_span(text)


class PublicText(ActForm):
    """Words for whoever spoke, or for everyone."""

    text = forms.CharField(
        label=both("内容", "Words"), max_length=2000, widget=lines(4)
    )


class PublicQuestion(PublicText):
    """A short statement put to the public until a day."""

    until = forms.DateField(label=both("答到哪一天", "Open until"), widget=day())
