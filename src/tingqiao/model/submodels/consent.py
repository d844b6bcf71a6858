"""Consent to the next rung, party by party (ODD 7.5)."""

from __future__ import annotations

from tingqiao.model.compiled import compiled


@compiled
def consent_rate(willingness: float, coordination: float, rate: float) -> float:
    """Consents a month of a willing party: ω·w·contact, contact = (1 + H_m)/2."""
    contact = 1.0 - 0.5 * (1.0 - coordination)
    return rate * willingness * contact


@compiled
def rule_is_met(
    n_consents: float, quorum: float, n_vetoes: float, veto_consents: float
) -> bool:
    """Whether enough parties, and every holder of a veto, have consented."""
    return n_consents >= quorum and veto_consents >= n_vetoes
