"""Plain data of unknown shape, read with care: every fault is kept, none stops it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Any

from tingqiao.case.entities import Text
from tingqiao.case.faults import Fault, FaultyInputError

Row = Mapping[str, Any]


class ConflictError(FaultyInputError):
    """A conflict that cannot be used."""

    heading = Text("冲突文件有 {} 处错误：", "Faults in the conflict: {}")


class PlainReader:
    """Reads entries of one file; `place` is a path such as `makers[2].ranking`."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.faults: list[Fault] = []

    def tell(self, place: str, value: object, rule: Text, remedy: Text) -> None:
        """Keep a fault."""
        shown = None if value is None else str(value)
        self.faults.append(Fault(self.file, None, None, place, shown, rule, remedy))

    def rows(self, data: Row, key: str) -> list[tuple[str, Row]]:
        """The tables of an array of tables, each with its path; none if it is not one."""
        found = data.get(key, [])
        if not isinstance(found, list) or not all(
            isinstance(r, Mapping) for r in found
        ):
            self.tell(
                key,
                None,
                Text("应为一组表", "must be an array of tables"),
                Text(f"每项写作 [[{key}]]", f"write each entry as [[{key}]]"),
            )
            return []
        return [(f"{key}[{number}]", row) for number, row in enumerate(found, start=1)]

    def word(self, row: Row, place: str, key: str) -> str:
        """A non-empty text that must be there; empty where it is at fault."""
        found = row.get(key)
        if isinstance(found, str) and found.strip():
            return found.strip()
        self.tell(
            f"{place}.{key}".lstrip("."),
            found,
            Text("应为不空的文字", "must be a text that is not empty"),
            Text(f'写成 {key} = "…"', f'write {key} = "…"'),
        )
        return ""

    def words(self, row: Row, place: str, key: str) -> tuple[str, ...]:
        """A list of texts, each once; empty where there is none."""
        found = row.get(key, [])
        if not isinstance(found, list) or not all(isinstance(w, str) for w in found):
            self.tell(
                f"{place}.{key}",
                found,
                Text("应为一列编号", "must be a list of ids"),
                Text(f'写成 {key} = ["a", "b"]', f'write {key} = ["a", "b"]'),
            )
            return ()
        self.check_once(found, f"{place}.{key}")
        return tuple(dict.fromkeys(found))

    def text(self, row: Row, place: str, default: str) -> Text:
        """A name in both languages, or one text for both; the default if none."""
        found = row.get("name", default)
        if isinstance(found, str):
            return Text(found, found)
        if isinstance(found, Mapping) and set(found) <= {"zh", "en"}:
            words = [found.get(language, "") for language in ("zh", "en")]
            if any(words) and all(isinstance(word, str) for word in words):
                return Text(*words)
        self.tell(
            f"{place}.name".lstrip("."),
            found,
            Text("应为中英文名称", "must be a name in zh and en"),
            Text('写成 { zh = "…", en = "…" }', 'write { zh = "…", en = "…" }'),
        )
        return Text(default, default)

    def only(self, row: Row, place: str, known: Iterable[str]) -> None:
        """A fault for every key that is not known."""
        for key in row:
            if key not in known:
                self.tell(
                    f"{place}.{key}".lstrip("."),
                    None,
                    Text("没有这一项", "there is no such entry"),
                    Text(f"可用：{', '.join(known)}", f"use one of {', '.join(known)}"),
                )

    def check_once(self, words: Iterable[str], place: str) -> None:
        """A fault for every word that comes twice."""
        listed = list(words)
        for word in dict.fromkeys(listed):
            if listed.count(word) > 1:
                self.tell(
                    place,
                    word,
                    Text("重复", "is there more than once"),
                    Text("只写一次", "write it once"),
                )

    def check_known(
        self, words: Iterable[str], known: Iterable[str], place: str
    ) -> None:
        """A fault for every word that is not known."""
        have = [word for word in dict.fromkeys(known) if word]
        for word in words:
            if word not in have:
                near = get_close_matches(word, have, 1)
                hint = f"{near[0]}?" if near else ", ".join(have) or "—"
                self.tell(
                    place,
                    word,
                    Text("没有这个编号", "there is no such id"),
                    Text(f"可用：{hint}", f"use {hint}"),
                )
