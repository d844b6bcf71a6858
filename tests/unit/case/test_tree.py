"""Lines of authority, worked by hand on a tree of two provinces."""

import pytest

from tingqiao.case.entities import Government, Text
from tingqiao.case.tree import tree_of

ABOVE = {
    "nation": None,
    "east": "nation",
    "west": "nation",
    "city": "west",
    "county": "city",
    "jia": "east",
    "yi": "county",
    "bing": "county",
    "island": None,
}


@pytest.fixture
def tree():
    return tree_of(Government(g, Text(g, g), above, "") for g, above in ABOVE.items())


@pytest.mark.parametrize(
    ("governments", "superior"),
    [
        (("yi", "bing"), "county"),
        (("jia", "yi"), "nation"),
        (("jia", "yi", "bing"), "nation"),
        (("yi", "county"), "city"),  # one stands above the other: its superior settles
        (("east", "nation"), "nation"),  # nobody is above the root
        (("yi", "island"), None),
    ],
)
def test_the_lowest_common_superior(tree, governments, superior):
    assert tree.lowest_common_superior(governments) == superior


def test_levels_up_to_a_superior(tree):
    assert [tree.levels_up("yi", s) for s in ("yi", "county", "city", "nation")] == [
        0,
        1,
        2,
        4,
    ]


def test_who_stands_below(tree):
    assert set(tree.below("west")) == {"city", "county", "yi", "bing"}
    assert tree.below("yi") == ()
    assert tree.is_above("nation", "yi")
    assert not tree.is_above("yi", "yi")


@pytest.mark.parametrize(
    ("parties", "fragmentation"),
    [
        (("yi", "bing"), 1 / 4),
        (("jia", "yi"), 4 / 4),
        (("jia", "yi", "bing"), (4 / 4 + 4 / 4 + 1 / 4) / 3),
        (("east", "west"), 1 / 4),
        (("yi", "island"), 1.0),
    ],
)
def test_fragmentation_is_the_mean_distance_over_the_depth(
    tree, parties, fragmentation
):
    assert tree.depth == 4
    assert tree.fragmentation(parties) == pytest.approx(fragmentation)


def test_a_nation_of_forty_thousand_is_worked_out_once():
    governments = [Government("0", Text("0", "0"), None, "")]
    governments += [
        Government(str(i), Text("", str(i)), str((i - 1) // 10), "")
        for i in range(1, 40_000)
    ]
    tree = tree_of(reversed(governments))
    parties = [(str(39_000 + i % 900), str(i)) for i in range(1, 20_000)]
    assert all(
        0 < tree.fragmentation(pair) <= 1 for pair in parties if len(set(pair)) == 2
    )
