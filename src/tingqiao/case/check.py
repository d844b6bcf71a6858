"""The rules a case obeys beyond its single cells and references."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from tingqiao.case.draft import Draft
from tingqiao.case.entities import ConsentRule, Grade, Matter, Share, Text
from tingqiao.case.faults import Findings
from tingqiao.case.formats import EVENTS
from tingqiao.case.references import check_references
from tingqiao.case.rows import Placed
from tingqiao.case.table import Row
from tingqiao.case.tree import tree_of

SUM_TOLERANCE = 0.01  # how far shares may miss a sum of one


def check(draft: Draft, found: Findings) -> None:
    """Hold the draft to every rule; faults and notices go to `found`."""
    check_references(draft, found)
    _check_superiors(draft)
    for row, matter in draft.matters:
        _check_parties(row, matter)
        _check_consent(row, matter)
    _check_rungs(draft)
    _check_shares(draft)
    _check_ties(draft)
    _notice_thin_evidence(draft, found)
    if not found.faults:
        _notice_unjoined(draft, found)


def _check_superiors(draft: Draft) -> None:
    """No government may stand above itself; a cycle is told once, at its first row."""
    superior = {g.id: g.superior for _, g in draft.governments if g.superior != g.id}
    cleared: set[str] = set()
    for row, government in draft.governments:
        if government.superior == government.id:
            row.fault("superior", *_OWN_SUPERIOR)
            continue
        path: dict[str, None] = {}
        step: str | None = government.id
        while step in superior and step not in cleared and step not in path:
            path[step] = None
            step = superior[step]
        if step in path:
            _fault_cycle(row, step, list(path))
        cleared.update(path)


def _fault_cycle(row: Row, entry: str | None, path: list[str]) -> None:
    cycle = [*path[path.index(str(entry)) :], str(entry)]
    chain = " → ".join(cycle)
    rule = Text(f"上级关系成环：{chain}", f"the superiors form a cycle: {chain}")
    row.fault("superior", rule, Text("断开其中一处", "break it at one place"))


def _check_parties(row: Row, matter: Matter) -> None:
    if row.is_sound("parties") and len(matter.parties) < 2:
        row.fault("parties", *_ONE_PARTY)


def _check_consent(row: Row, matter: Matter) -> None:
    if not row.is_sound("parties", "consent"):
        return
    rule: ConsentRule = matter.consent
    count = len(matter.parties)
    if rule.quorum is not None and not 1 <= rule.quorum <= count:
        interval = f"1..{count}"
        row.fault(
            "consent",
            Text(f"法定数应在 {interval} 内", f"the quorum must lie in {interval}"),
            Text("不超过参与方数；全体同意写 all", "at most the parties; or write all"),
        )
    for veto in rule.vetoes:
        if veto not in matter.parties:
            row.fault("consent", *_VETO_OF_NO_PARTY, veto)


def _check_rungs(draft: Draft) -> None:
    """Rungs of matters and events must be on the ladder."""
    if draft.ladder is None:
        return
    top = len(draft.ladder) - 1
    placed = [(row, matter.rung) for row, matter in draft.matters]
    placed += [(row, event.rung or 0) for row, event in draft.events]
    for row, rung in placed:
        if rung > top:
            row.fault(
                "rung",
                Text(f"阶梯只有台阶 0 到 {top}", f"the ladder has rungs 0 to {top}"),
                Text(f"写 0 到 {top}", f"write 0 to {top}"),
            )


def _check_shares(draft: Draft) -> None:
    matters = {m.id: (row, m) for row, m in draft.matters}
    by_matter: dict[str, list[Placed[Share]]] = defaultdict(list)
    for placed in draft.shares:
        by_matter[placed.entity.matter].append(placed)
    for matter_id, shares in by_matter.items():
        row_and_matter = matters.get(matter_id)
        if row_and_matter and row_and_matter[0].is_sound("parties"):
            _check_shares_of(row_and_matter[1], shares)


def _check_shares_of(matter: Matter, shares: list[Placed[Share]]) -> None:
    _check_pairs((row, "government", share.government) for row, share in shares)
    for row, share in shares:
        is_known = share.government and row.is_sound("government")
        if is_known and share.government not in matter.parties:
            row.fault("government", *_SHARE_OF_NO_PARTY)
    if all(row.is_sound("matter", "government", "share") for row, _ in shares):
        _check_sum(matter, shares)


def _check_sum(matter: Matter, shares: Sequence[Placed[Share]]) -> None:
    low = sum(share.share.low for _, share in shares)
    high = sum(share.share.high for _, share in shares)
    if low - SUM_TOLERANCE <= 1 <= high + SUM_TOLERANCE:
        return  # a party left out then has a share of 0
    total = f"{low:g}" if low == high else f"{low:g}..{high:g}"
    given = {share.government for _, share in shares}
    absent = [party for party in matter.parties if party not in given]
    remedy = Text("改正份额，使合计为 1", "correct the shares so that they sum to 1")
    if absent:
        names = ", ".join(absent)
        remedy = Text(f"补上 {names} 的份额", f"add the share of {names}")
    row = shares[-1].row
    rule = Text(
        f"事项 {matter.id} 的份额合计 {total}，应为 1（范围须包含 1）",
        f"the shares of {matter.id} sum to {total}, not to 1 (ranges must bracket 1)",
    )
    row.fault("share", rule, remedy)


def _check_pairs(entries: Iterable[tuple[Row, str, object]]) -> None:
    """Fault every entry after the first with the same key."""
    first: dict[object, int] = {}
    for row, column, key in entries:
        line = first.setdefault(key, row.line.number)
        if key and line != row.line.number and row.is_sound(column):
            rule = Text(f"与第 {line} 行重复", f"already given on line {line}")
            row.fault(column, rule, Text("只保留一行", "keep one row"))


def _check_ties(draft: Draft) -> None:
    _check_pairs(
        (row, "to", (tie.source, tie.target))
        for row, tie in draft.ties
        if tie.source and tie.target
    )
    for row, tie in draft.ties:
        if tie.source == tie.target and tie.source and row.is_sound("from", "to"):
            row.fault("to", *_TIE_TO_ITSELF)


def _notice_thin_evidence(draft: Draft, found: Findings) -> None:
    """Say which rows rest on grade-C sources alone, and how many events on none."""
    grade = {source.id: source.grade for _, source in draft.sources}
    placed = [(row, event.sources) for row, event in draft.events]
    placed += [(row, outcome.sources) for row, outcome in draft.outcomes]
    for row, ids in placed:
        if ids and all(grade.get(each) is Grade.C for each in ids):
            names = ", ".join(ids)
            message = Text(
                f"仅依据 C 级来源 {names}", f"rests on grade C alone: {names}"
            )
            found.notice(row.table.file, message, row.line.number)
    bare = [row.line.number for row, event in draft.events if not event.sources]
    if bare:
        message = Text(
            f"{len(bare)} 个事件没有来源", f"{len(bare)} events name no source"
        )
        found.notice(EVENTS.name + draft.suffix, message, bare[0])


def _notice_unjoined(draft: Draft, found: Findings) -> None:
    """Say which matters have parties whom no authority joins."""
    tree = tree_of(government for _, government in draft.governments)
    for row, matter in draft.matters:
        if tree.lowest_common_superior(matter.parties) is None:
            found.notice(row.table.file, _UNJOINED, row.line.number)


_UNJOINED = Text(
    "参与方没有共同上级：没有共同上级的两方，碎片化按 1 计",
    "its parties share no superior: between such parties fragmentation counts as 1",
)
_OWN_SUPERIOR = (
    Text("上级是自己", "it is its own superior"),
    Text(
        "写真正的上级；最上级则留空", "name its superior, or leave it empty at the root"
    ),
)
_ONE_PARTY = (
    Text("事项至少有两个参与方", "a matter has at least two parties"),
    Text("补上参与方，或删去这一事项", "add a party, or remove the matter"),
)
_VETO_OF_NO_PARTY = (
    Text("有否决权的不是参与方", "the veto is not a party's"),
    Text("只写 parties 中的编号", "name an id of parties"),
)
_SHARE_OF_NO_PARTY = (
    Text("不是该事项的参与方", "not a party of the matter"),
    Text("删去这一行，或加入 parties", "remove the row, or add it to parties"),
)
_TIE_TO_ITSELF = (
    Text("一方与自己没有联系", "a government has no tie to itself"),
    Text("删去这一行", "remove the row"),
)
