"""The acts on a matter itself: saying and showing, its parts, falling back, closing."""

from __future__ import annotations

from workspace.matters import rules
from workspace.matters.models.matter import Matter, Part
from workspace.matters.services import climbing, parts, raising, saying
from workspace.pages.acts import forms
from workspace.pages.acts.doing import Doing
from workspace.voices import rules as voices_rules
from workspace.voices import services as voicing
from workspace.voices.models import Voice
from workspace.wording import Words


def _matters(person, at):
    return Matter.objects.visible_to(person, at).select_related("case")


def _parts(person, at):
    seen = Matter.objects.visible_to(person, at)
    return Part.objects.filter(matter__in=seen).select_related("matter__case", "unit")


def _voices(person, at):
    return Voice.objects.visible_to(person, at).select_related("matter__case", "place")


def _on_matter(service):
    def do(*, by, at, row, **told):
        return service(by=by, at=at, matter=row, **told)

    return do


def _on_voice(service):
    def do(*, by, at, row, **told):
        return service(by=by, at=at, voice=row, **told)

    return do


ON_MATTER = {"rows": _matters, "matter": lambda row: row}
ON_VOICE = {"rows": _voices, "matter": lambda row: None}

SPEAK = Doing(
    "words", Words("写下我方的话", "Put our side in words"), Words("写给各方看", "Show it to all"),
    form=forms.SideWords, do=_on_matter(saying.give_words), rule=rules.GIVE_WORDS, anchor="#words", **ON_MATTER,
)  # fmt: skip
POSITION = Doing(
    "position", Words("写下我方的立场（可密封）", "State our position (may be sealed)"), Words("存下立场", "Keep the position"),
    form=forms.Sealed, do=_on_matter(saying.state_position), rule=rules.STATE_POSITION, anchor="#positions", **ON_MATTER,
)  # fmt: skip
ATTACH = Doing(
    "attach", Words("放一个文件", "Lay a file on the table"), Words("上传", "Upload"),
    form=forms.Upload, do=_on_matter(saying.attach), rule=rules.ATTACH, anchor="#files", **ON_MATTER,
)  # fmt: skip
EVIDENCE = Doing(
    "evidence", Words("附一个依据的网址", "Add a link to evidence"), Words("附上", "Add"),
    form=forms.Evidence, do=_on_matter(saying.link_evidence), rule=rules.LINK_EVIDENCE, anchor="#files", **ON_MATTER,
)  # fmt: skip
NATURE = Doing(
    "nature", Words("说明这件事的性质", "Describe the nature of the matter"), Words("存下", "Keep"),
    form=forms.NatureForm, do=_on_matter(raising.state_nature), rule=rules.STATE_NATURE, **ON_MATTER,
)  # fmt: skip
SEAT = Doing(
    "seat", Words("请人调解或旁听", "Seat a mediator or an observer"), Words("请他们列席", "Seat them"),
    form=forms.Seated, do=_on_matter(raising.give_seat), rule=rules.GIVE_SEAT, **ON_MATTER,
)  # fmt: skip
LAPSE = Doing(
    "lapse", Words("退回更低的一级", "Fall back to a lower rung"), Words("退回", "Fall back"),
    form=forms.LowerRung, do=_on_matter(climbing.lapse), rule=rules.LAPSE,
    more=lambda row: {"rung": row.rung - 1}, **ON_MATTER,
)  # fmt: skip
IMPOSE = Doing(
    "impose", Words("共同上级直接定级（不征求各方）", "Set the rung as common superior, without consent"), Words("直接定级", "Set the rung"),
    form=forms.Rung, do=_on_matter(climbing.impose), rule=rules.IMPOSE,
    more=lambda row: {"rung": row.rung - 1 if row.rung else row.rung + 1}, **ON_MATTER,
)  # fmt: skip
CLOSE = Doing(
    "close", Words("办结这件事", "Close the matter"), Words("办结", "Close"),
    form=forms.Reason, do=_on_matter(raising.close_matter), rule=rules.CLOSE, **ON_MATTER,
)  # fmt: skip
ASK_PUBLIC = Doing(
    "ask-public", Words("问一问公众", "Ask the public"), Words("向公众提问", "Ask"),
    form=forms.PublicQuestion, do=_on_matter(voicing.ask_public), rule=voices_rules.ASK, **ON_MATTER,
)  # fmt: skip
PART_DONE = Doing(
    "part-done", Words("我方已办完", "We have done our part"), Words("报告办完", "Report it done"), _parts, forms.Note,
    lambda *, by, at, row, note: parts.finish_part(by=by, at=at, part=row, note=note),
    rules.FINISH_PART, matter=lambda row: row.matter, anchor="#parts",
)  # fmt: skip
ANSWER = Doing(
    "answer", Words("答复", "Answer"), Words("答复本人", "Answer who spoke"),
    form=forms.PublicText, do=_on_voice(voicing.answer_voice), rule=voices_rules.ANSWER,
    done=Words("已答复；反映人凭回执看到。", "Answered; who spoke reads it with the receipt."), **ON_VOICE,
)  # fmt: skip
PUBLISH = Doing(
    "publish", Words("改写后公开（不得指名道姓）", "Make it public, in words that name nobody"), Words("公开", "Publish"),
    form=forms.PublicText, do=_on_voice(voicing.publish_voice), rule=voices_rules.PUBLISH, **ON_VOICE,
)  # fmt: skip
ALL = (SPEAK, POSITION, ATTACH, EVIDENCE, NATURE, SEAT, LAPSE, IMPOSE, CLOSE, ASK_PUBLIC, PART_DONE, ANSWER, PUBLISH)  # fmt: skip
ON_THE_MATTER = (
    SPEAK,
    POSITION,
    ATTACH,
    EVIDENCE,
    SEAT,
    NATURE,
    ASK_PUBLIC,
    LAPSE,
    IMPOSE,
    CLOSE,
)
