"""Every table and column of the case format: the one place that declares them.

The reader takes bounds and defaults from here, the writer the order of columns,
and the reference page (docs/reference/case-format.md) its words.
"""

from __future__ import annotations

from tingqiao.case.columns import Bounds, Column, Kind, TableFormat
from tingqiao.case.entities import EventKind, Grade, Text

UNIT = Bounds(0.0, 1.0)
POSITIVE = Bounds(0.0, None, above=True)
NOT_NEGATIVE = Bounds(0.0)

_NAME_ZH = Column(
    "name_zh",
    Kind.TEXT,
    Text("中文名（中英文至少填一个）", "Chinese name (at least one of the two)"),
)
_NAME_EN = Column("name_en", Kind.TEXT, Text("英文名", "English name"))
_BASIS = Column(
    "basis",
    Kind.BASIS,
    Text(
        "依据：来源编号（用 ; 连接）、judgement（判断）或 default（默认）",
        "what the row rests on: source ids joined by ;, judgement, or default",
    ),
    default="default",
)
_SOURCES = Column(
    "sources", Kind.IDS, Text("来源编号，用 ; 连接", "source ids joined by ;")
)


def _id(meaning: Text, name: str = "id") -> Column:
    return Column(name, Kind.ID, meaning, filled=True)


def _share(name: str, meaning: Text, default: str = "") -> Column:
    return Column(name, Kind.NUMBER, meaning, UNIT, default, filled=not default)


GOVERNMENTS = TableFormat(
    "governments",
    Text("政府及其上级，一行一个", "governments and their superiors, one a row"),
    (
        _id(Text("编号，表内唯一", "id, once in the table")),
        _NAME_ZH,
        _NAME_EN,
        Column(
            "superior",
            Kind.ID,
            Text("上级的编号；空 = 最上级", "id of the superior; empty = the root"),
        ),
        Column("level", Kind.TEXT, Text("层级，用词自定", "level, a free word")),
        Column(
            "capacity",
            Kind.NUMBER,
            Text(
                "能同时全速承担的未完成份数",
                "open parts carried at full speed at once",
            ),
            POSITIVE,
            "2",
        ),
        Column(
            "idea",
            Kind.NUMBER,
            Text(
                "开始时对一体化理念的认同", "adherence to the shared idea at the start"
            ),
            UNIT,
            "0.5",
        ),
        _BASIS,
    ),
    required=True,
)

MATTERS = TableFormat(
    "matters",
    Text("跨界事项，一行一个", "cross-boundary matters, one a row"),
    (
        _id(Text("编号，表内唯一", "id, once in the table")),
        _NAME_ZH,
        _NAME_EN,
        Column(
            "parties",
            Kind.IDS,
            Text(
                "参与政府的编号，用 ; 连接，至少两个", "ids joined by ;, at least two"
            ),
            filled=True,
        ),
        Column(
            "opened",
            Kind.MONTH,
            Text(
                "提上日程的月份；空 = 从一开始", "month opened; empty = from the start"
            ),
        ),
        Column(
            "rung",
            Kind.WHOLE,
            Text("开始时所在台阶，0 到最高", "rung at the start, 0 to the top"),
            default="0",
        ),
        _share("complexity", Text("问题的复杂程度", "how hard the problem is")),
        Column(
            "fragmentation",
            Kind.NUMBER,
            Text(
                "权力碎片化；空 = 由上级树算出", "empty = computed from the superiors"
            ),
            UNIT,
        ),
        Column(
            "benefit",
            Kind.NUMBER,
            Text("完全办成时每月的收益", "value a month, the matter fully handled"),
            POSITIVE,
            filled=True,
        ),
        Column(
            "cost",
            Kind.NUMBER,
            Text("最高制度每月的成本", "cost a month of the highest institution"),
            NOT_NEGATIVE,
            filled=True,
        ),
        _share("specificity", Text("资产专用性", "asset specificity")),
        _share("measurability", Text("成效可度量的程度", "ease of measuring delivery")),
        Column(
            "consent",
            Kind.CONSENT,
            Text(
                "同意规则：all、quorum:2 或 quorum:2,veto:编号",
                "consent rule: all, quorum:2, or quorum:2,veto:id",
            ),
            default="all",
        ),
        _BASIS,
    ),
    required=True,
)

SHARES = TableFormat(
    "shares",
    Text("收益份额；不写的事项均分", "shares of benefit; equal where none are given"),
    (
        _id(Text("事项编号", "matter id"), "matter"),
        _id(Text("政府编号", "government id"), "government"),
        _share("share", Text("份额；同一事项合计为 1", "share; a matter's sum to 1")),
        _BASIS,
    ),
)

TIES = TableFormat(
    "ties",
    Text("一方对另一方的依赖与既往", "what one government needs and knows of another"),
    (
        _id(Text("依赖并信任对方的一方", "who depends and who trusts"), "from"),
        _id(Text("对方", "on whom"), "to"),
        Column(
            "dependence",
            Kind.NUMBER,
            Text("依赖程度；空 = 模型默认", "dependence; empty = the model's default"),
            UNIT,
        ),
        Column(
            "kept", Kind.NUMBER, Text("已守约次数", "words kept"), NOT_NEGATIVE, "0"
        ),
        Column(
            "broken", Kind.NUMBER, Text("已失约次数", "words broken"), NOT_NEGATIVE, "0"
        ),
        _BASIS,
    ),
)

EVENTS = TableFormat(
    "events",
    Text("有据可查的事件，一行一件", "recorded events, one a row"),
    (
        Column(
            "date",
            Kind.DATE,
            Text("YYYY、YYYY-MM 或 YYYY-MM-DD", "YYYY, YYYY-MM or YYYY-MM-DD"),
            filled=True,
        ),
        _id(Text("事项编号；* = 所有事项", "matter id; * = every matter"), "matter"),
        Column(
            "actors",
            Kind.IDS,
            Text("行动者编号，用 ; 连接；可空", "ids joined by ;; may be empty"),
        ),
        Column(
            "kind",
            Kind.CHOICE,
            Text("事件类别", "kind of event"),
            filled=True,
            choices=tuple(EventKind),
        ),
        Column(
            "strength",
            Kind.NUMBER,
            Text("强度；空 = 该类别的默认", "strength; empty = the kind's default"),
            UNIT,
        ),
        Column("text_zh", Kind.TEXT, Text("经过（中文）", "what happened, in Chinese")),
        Column("text_en", Kind.TEXT, Text("经过（英文）", "what happened, in English")),
        _SOURCES,
        Column(
            "rung",
            Kind.WHOLE,
            Text(
                "所达到、退回或上级规定的台阶；空 = 未说明（上级规定时为 3）",
                "rung reached, fallen back to or mandated; empty = unsaid (a mandate: 3)",
            ),
            present=False,
        ),
    ),
)

OUTCOMES = TableFormat(
    "outcomes",
    Text("测得的结果", "measured results"),
    (
        _id(Text("事项编号", "matter id"), "matter"),
        Column("measure", Kind.TEXT, Text("指标", "what was measured"), filled=True),
        Column("unit", Kind.TEXT, Text("单位", "its unit")),
        Column(
            "value",
            Kind.TEXT,
            Text("数值，照来源写", "as the source gives it"),
            filled=True,
        ),
        Column(
            "date",
            Kind.DATE,
            Text("日期，可只到年或月；可空", "may be partial or empty"),
        ),
        _SOURCES,
    ),
)

SOURCES = TableFormat(
    "sources",
    Text("来源文献", "documents that rows rest on"),
    (
        _id(Text("编号，表内唯一", "id, once in the table")),
        Column("title", Kind.TEXT, Text("题名", "title"), filled=True),
        Column("publisher", Kind.TEXT, Text("发布者", "publisher")),
        Column(
            "date",
            Kind.DATE,
            Text("日期，可只到年或月；可空", "may be partial or empty"),
        ),
        Column("url", Kind.TEXT, Text("网址", "address")),
        Column(
            "grade",
            Kind.CHOICE,
            Text(
                "A 官方 · B 具名报刊 · C 其他",
                "A official · B named press · C anything else",
            ),
            filled=True,
            choices=tuple(Grade),
        ),
    ),
)

LADDER = TableFormat(
    "ladder",
    Text(
        "案例自己的制度阶梯，从台阶 0 起一行一级；不写则用默认阶梯",
        "the case's own ladder, a row a rung from rung 0; else the default ladder",
    ),
    (
        _NAME_ZH,
        _NAME_EN,
        _share("value", Text("释放的收益比例 g", "share of the benefit released, g")),
        _share("enforcement", Text("约束力 e", "share of the risk removed, e")),
        _share("transaction_cost", Text("交易成本 c，占成本", "share of the cost, c")),
        _share("autonomy_cost", Text("自主性成本 a，占成本", "share of the cost, a")),
        _share("coordination", Text("常设横向协调 h", "standing coordination, h")),
        Column(
            "due",
            Kind.WHOLE,
            Text("应全部行动的期限（月）", "months within which all should have acted"),
            filled=True,
        ),
    ),
)

SETTINGS = TableFormat(
    "case",
    Text("案例本身（case.toml，或键值两列的工作表 case）", "the case itself"),
    (
        _id(Text("案例编号", "id of the case")),
        Column(
            "name.zh",
            Kind.TEXT,
            Text(
                "中文名（中英文至少填一个）", "Chinese name (at least one of the two)"
            ),
        ),
        Column("name.en", Kind.TEXT, Text("英文名", "English name")),
        Column("summary.zh", Kind.TEXT, Text("中文简介", "summary in Chinese")),
        Column("summary.en", Kind.TEXT, Text("英文简介", "summary in English")),
        Column(
            "unit",
            Kind.TEXT,
            Text(
                "收益单位，如 万元 或 relative",
                "unit of benefit, e.g. 万元 or relative",
            ),
            filled=True,
        ),
        Column(
            "start",
            Kind.MONTH,
            Text("开始月份 YYYY-MM", "first month, YYYY-MM"),
            filled=True,
        ),
        Column(
            "months",
            Kind.WHOLE,
            Text("推演月数", "months simulated"),
            Bounds(1, 1200),
            "120",
        ),
    ),
    required=True,
)

TABLES: tuple[TableFormat, ...] = (
    GOVERNMENTS,
    MATTERS,
    SHARES,
    TIES,
    EVENTS,
    OUTCOMES,
    SOURCES,
)
