"""The nature of a matter, asked as an official would ask it.

Each question fills one field of `Matter`, which the model reads under the same
name (GLOSSARY.md). An answer may be a range: not knowing is an answer too.
"""

from __future__ import annotations

from dataclasses import dataclass

from workspace.wording import Words


@dataclass(frozen=True, slots=True)
class Question:
    """One plain question about a matter, with what its two ends mean."""

    field: str
    ask: Words
    explain: Words
    low: Words
    high: Words
    in_money: bool = False  # otherwise between 0 and 1


NATURE = (
    Question(
        "complexity",
        Words("这件事有多复杂？", "How hard is this problem?"),
        Words(
            "牵涉的部门、专业和环节越多越复杂。",
            "The more departments, skills and steps it takes, the harder.",
        ),
        Words("一家一道手续就能办", "one office, one step"),
        Words("多部门、多专业、多环节", "many offices, many skills, many steps"),
    ),
    Question(
        "benefit",
        Words("办成了，每月值多少？", "What is it worth a month, fully done?"),
        Words(
            "各方合计，用案例的计量单位；说不准就写范围。",
            "All parties together, in the unit of the case; a range where unsure.",
        ),
        Words("几乎没有好处", "next to nothing"),
        Words("好处很大", "a great deal"),
        in_money=True,
    ),
    Question(
        "cost",
        Words(
            "合作到最高一级，每月要花多少？", "What does full cooperation cost a month?"
        ),
        Words(
            "开会、人手、配套和让出的权，合计。",
            "Meetings, staff, works and the say given up, together.",
        ),
        Words("几乎不花钱", "next to nothing"),
        Words("花费很大", "a great deal"),
        in_money=True,
    ),
    Question(
        "specificity",
        Words(
            "投下去的东西，换个用处还值钱吗？",
            "What is built: is it of use for anything else?",
        ),
        Words(
            "只能用在这件事上的投入，一方反悔就白花了。",
            "What serves only this matter is lost when one side backs out.",
        ),
        Words("随时可以改作他用", "easily put to other use"),
        Words("只能用在这件事上", "of use here only"),
    ),
    Question(
        "measurability",
        Words(
            "办没办到，看得清、量得出吗？",
            "Can one see and measure what was delivered?",
        ),
        Words(
            "例如通车看得见，“加强协作”看不见。",
            "An opened road can be seen; 'closer cooperation' cannot.",
        ),
        Words("看不清，只能凭感觉", "only a feeling"),
        Words("看得见、量得出", "seen and measured"),
    ),
    Question(
        "fragmentation",
        Words("各方的上级离得有多远？", "How far apart are the parties' superiors?"),
        Words(
            "空着就按隶属关系算；有特殊情况再填。",
            "Left empty it is worked out from the tree of superiors.",
        ),
        Words("同一个上级", "the same superior"),
        Words("隔着省", "different provinces"),
    ),
)
