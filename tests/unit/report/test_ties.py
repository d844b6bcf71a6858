import numpy as np
from tests.unit.report.synthetic import Shape, make_run

from tingqiao.report.chapters.ties import ties_chapter


def test_the_heading_names_who_needs_most_and_who_trusts_least():
    run = make_run(Shape(matters=3, governments=3))
    run.summary["dependence_tie"].loc[{"source": "G0", "target": "G1"}] = 0.99
    run.summary["trust_tie"].loc[{"source": "G2", "target": "G0"}] = 0.1
    heading = ties_chapter(run).heading
    assert heading.zh == "安亭最需要花桥；白鹤对安亭信任最低"
    assert heading.en == "Anting needs Huaqiao most; Baihe trusts Anting least"


def test_knowing_nothing_of_the_other_is_not_called_distrust():
    run = make_run(Shape(matters=3, governments=3))
    trust = run.summary["trust_tie"]
    trust.loc[:] = trust.where(np.isnan(trust), 0.9)
    trust.loc[{"source": "G2", "target": "G0"}] = 0.5
    assert ties_chapter(run).heading.zh.endswith("6 条往来里有 1 条还没有守约的记录")


def test_every_tie_is_in_the_table_with_both_ends_of_its_trust():
    run = make_run()
    bonds = ties_chapter(run).bonds
    assert len(bonds) == int((~np.isnan(run.summary["dependence_tie"].values)).sum())
    assert all(bond.later > bond.trust for bond in bonds)
