"""The page of public names: signatures and what each is."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from dataclasses import is_dataclass
from enum import EnumType, StrEnum
from types import ModuleType
from typing import Any, ForwardRef

import tingqiao
from tools.reference.markdown import MARK, code, table

_OPENING = """\
# Python 接口 · Python interface

`import tingqiao as tq`。下列名称是公开的，其余随时可改。同样的参数、同样的种子，得同样的数，
与线程数无关。

`import tingqiao as tq`. These names are public; anything else may change. The same
arguments and seed give the same numbers, whatever the number of threads.

"""
_WIDTH = 88
_PACKAGES = ("sharing", "power")


def api_page() -> str:
    """The page, as Markdown."""
    own = [name for name in tingqiao.__all__ if name not in _PACKAGES]
    parts = [_entry(f"tq.{name}", getattr(tingqiao, name)) for name in own]
    parts += [_package(name) for name in _PACKAGES]
    return MARK + _OPENING + "\n".join(parts)


def _entry(name: str, thing: Any) -> str:
    if not callable(thing):
        return f"## `{name}`\n\n{_values(thing)}\n"
    return (
        f"## `{name}`\n\n```python\n{_signature(name, thing)}\n```\n\n{_about(thing)}\n"
    )


def _values(thing: Any) -> str:
    return "内置 built in: " + ", ".join(code(str(key)) for key in thing)


def _about(thing: Any) -> str:
    """The docstring up to its first section of parameters, errors or examples."""
    said = inspect.getdoc(thing) or ""
    return re.split(r"\n\n(?=\w+\n-{3,}\n)|\n\n?>>>", said)[0].strip()


def _signature(name: str, thing: Any) -> str:
    if isinstance(thing, EnumType):
        return f"{name}: " + ", ".join(map(repr, map(str, thing.__members__.values())))
    signature = inspect.signature(thing)
    words = list(_words(signature))
    returned = signature.return_annotation
    ending = "" if inspect.isclass(thing) else f" -> {_type(returned)}"
    line = f"{name}({', '.join(words)}){ending}"
    if len(line) <= _WIDTH:
        return line
    return f"{name}(\n    " + ",\n    ".join(words) + f",\n){ending}"


def _words(signature: inspect.Signature) -> Iterator[str]:
    """The parameters in words, with the star before those given by name only."""
    starred = False
    for parameter in signature.parameters.values():
        if parameter.kind is parameter.KEYWORD_ONLY and not starred:
            starred = True
            yield "*"
        word = f"{parameter.name}: {_type(parameter.annotation)}"
        if parameter.default is not parameter.empty:
            word += f" = {_default(parameter.default)}"
        yield word


def _type(annotation: Any) -> str:
    text = annotation
    if isinstance(annotation, ForwardRef):
        text = annotation.__forward_arg__
    elif not isinstance(annotation, str):
        text = inspect.formatannotation(annotation)
    return re.sub(r"\b(?:tingqiao|xr|np|xarray|numpy)(?:\.\w+)*\.(?=\w)", "", text)


def _default(value: Any) -> str:
    if isinstance(value, StrEnum):
        return f"{type(value).__name__}.{value.name}"
    if is_dataclass(value):
        return f"{type(value).__name__}()"
    return "{}" if "factory" in repr(value) or value == {} else repr(value)


def _package(name: str) -> str:
    package: ModuleType = getattr(tingqiao, name)
    rows = (
        (code(f"tq.{name}.{n}"), _first(getattr(package, n))) for n in package.__all__
    )
    return f"## `tq.{name}`\n\n{table(('名称 name', '是什么 what it is'), rows)}"


def _first(thing: Any) -> str:
    return (inspect.getdoc(thing) or "").split("\n\n")[0].replace("\n", " ")
