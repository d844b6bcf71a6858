"""What residents, firms and associations are asked when they speak up."""

from __future__ import annotations

from django import forms

from workspace.matters.models.matter import Matter
from workspace.units.models import Unit
from workspace.voices.models import Question, Voice
from workspace.voices.rules import LONGEST
from workspace.voices.services import Spoken
from workspace.wording import both


class SpeakUp(forms.Form):
    """One thing said by someone who is no official; no account is needed."""

    kind = forms.ChoiceField(
        label=both("我要", "I want to"), widget=forms.RadioSelect, initial="raise",
        choices=[c for c in Voice.Kind.choices if c[0] != "answer"],
    )  # fmt: skip
    who = forms.ChoiceField(
        label=both("我是", "I am"),
        choices=Voice.Who.choices,
        widget=forms.RadioSelect,
        initial="resident",
    )
    place = forms.ModelChoiceField(Unit.objects.none(), label=both("在哪里", "Where"))
    matter = forms.ModelChoiceField(
        Matter.objects.none(), label=both("关于哪件事", "About which matter"), required=False,
        empty_label=both("新的事", "something new"),
    )  # fmt: skip
    text = forms.CharField(
        label=both("要说的话", "What I have to say"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    contact = forms.CharField(
        label=both("联系方式", "How to reach me"), max_length=120, required=False,
        help_text=both("加密保存，只有答复的单位能看。", "Kept sealed; only the office that answers can read it."),
    )  # fmt: skip

    def __init__(self, *args, **kwargs) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        parties = Unit.objects.filter(parties__isnull=False).distinct()
        self.fields["place"].queryset = parties
        self.fields["matter"].queryset = Matter.objects.filter(
            rung__gt=0, closed_at=None
        )

    @property
    def spoken(self) -> Spoken:
        """What was said, as it was sent."""
        told = self.cleaned_data
        return Spoken(
            told["kind"], told["who"], told["place"], told["text"], told["contact"]
        )


class AnswerQuestion(SpeakUp):
    """An answer to a question put to the public."""

    def __init__(self, *args, question: Question, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["kind"], self.fields["matter"]
        parties = question.matter.parties.values("unit")
        self.fields["place"].queryset = Unit.objects.filter(pk__in=parties)

    @property
    def spoken(self) -> Spoken:
        """The answer, as it was sent."""
        told = self.cleaned_data
        return Spoken(
            "answer", told["who"], told["place"], told["text"], told["contact"]
        )
