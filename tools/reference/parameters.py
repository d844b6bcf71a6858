"""The page of every constant of the model."""

from __future__ import annotations

from tingqiao.model.parameters import PARAMETERS, Parameter
from tools.reference.markdown import MARK, code, number, table

_OPENING = """\
# 参数 · Parameters

模型的全部常数。没有一个是测出来的：缺省值和范围都是判断（`judgement`），取值须使记录里的实际用时
落在模型认为可能的范围之内。每次推演各抽一次：三角分布，众数为缺省值，`log` 的在对数尺度上抽。
案例（`case.toml` 的 `[parameters]`）或命令行（`--param 名=值`、`--param 名=低..高`）写明的，按所写
的数，或在所写的范围内均匀地抽；所写的须在下表范围之内。

Every constant of the model. None is measured: defaults and ranges are judgement, such
that the record's own times lie inside what the model thinks possible. A run draws each
once, triangularly about the default, on the log scale where the table says so. What a
case (`[parameters]` in `case.toml`) or the command line (`--param name=value` or
`--param name=low..high`) names is taken as given, or drawn evenly from the range given,
which must lie inside the table's.

"""
_HEADS = (
    "名称 name",
    "符号 symbol",
    "单位 unit",
    "缺省 default",
    "范围 range",
    "尺度 scale",
    "依据 basis",
    "含义 meaning",
)


def parameters_page() -> str:
    """The page, in Chinese and English, as Markdown."""
    return MARK + _OPENING + table(_HEADS, map(_row, PARAMETERS.values()))


def _row(parameter: Parameter) -> tuple[str, ...]:
    return (
        code(parameter.name),
        parameter.symbol,
        parameter.unit,
        number(parameter.default),
        f"{number(parameter.low)}..{number(parameter.high)}",
        parameter.scale,
        parameter.basis,
        f"{parameter.meaning.zh} · {parameter.meaning.en}",
    )
