"""The table of all acts, by the name in their address."""

from __future__ import annotations

from workspace.pages.acts import agreeing, consenting, handling, helping, promising
from workspace.pages.acts.doing import Doing

ACTS: dict[str, Doing] = {
    doing.name: doing
    for acts in (consenting, handling, promising, helping, agreeing)
    for doing in acts.ALL
}
