"""The model in C (`model.c`), compiled for this machine when it is asked for."""

from __future__ import annotations

import ctypes
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.outcome import Outcome
from benchmarks.situation import Situation
from tingqiao.model import parameters, state
from tingqiao.model.state import Schedule
from tingqiao.model.submodels import delivery

_SOURCE = Path(__file__).with_name("model.c")
_FLAGS = ("-O3", "-march=native", "-fno-math-errno", "-fno-trapping-math")
_MOST_RUNGS = 8  # rungs are looked up within one register of eight
_SIZES = ("matter", "party", "pair", "tie", "government", "rung", "strength", "imposed")
_TABLES = (
    *("matter", "party", "pair", "tie", "government"),
    *("government_party", "shared_party"),
    *("party_site", "matter_site", "government_site", "ladder"),
)
_LANES = ("matter", "party", "tie", "government", "parameter", "strength", "fade")
_BEGINNING = ("rung", "in_force", "lag", "acted")
_CHANNELS = ("pressure", "authority", "coordination", "participation", "advocacy")
_NUMBERS = (
    *("pressure_on", "coordination_on", "participation_on"),
    *("in_action", "in_monitoring", "threshold"),
)
_SWITCHES = (
    *("aggregate", "lapse_to_bottom", "cleared_monthly"),
    *("idea_moves", "trust_moves", "belief_moves"),
)
_POINTER, _WHOLE, _REAL = ctypes.c_void_p, ctypes.c_int64, ctypes.c_double


class NoCompilerError(Exception):
    """gcc is not on this machine, or cannot compile the model."""


class _Channel(ctypes.Structure):
    _fields_ = [
        *((name, _POINTER) for name in ("first", "pulse", "hold")),
        *((name, _WHOLE) for name in ("n_pulse", "n_hold")),
    ]


class _World(ctypes.Structure):
    """`World` of model.c, field by field."""

    _fields_ = [
        *((f"n_{name}", _WHOLE) for name in _SIZES),
        ("months", _WHOLE),
        ("seed", ctypes.c_uint64),
        *((name, _POINTER) for name in _TABLES),
        *((f"w_{name}", _POINTER) for name in _LANES),
        *((f"at_{name}", _POINTER) for name in _BEGINNING),
        *((f"to_{name}", _Channel) for name in _CHANNELS),
        ("imposed", _POINTER),
        *((name, _REAL) for name in _NUMBERS),
        *((name, _WHOLE) for name in _SWITCHES),
    ]


def compile_model(folder: Path) -> Callable[[Situation, int, int], Outcome]:
    """The C model as an engine, its library in `folder`.

    Raises
    ------
    NoCompilerError : there is no gcc, or it refuses.
    """
    gcc = shutil.which("gcc")
    if gcc is None:
        raise NoCompilerError("没有 gcc / gcc is not installed")
    (folder / "rows.h").write_text(_row_names(), encoding="ascii")
    library = folder / "model.so"
    command = [gcc, *_FLAGS, "-shared", "-fPIC", f"-I{folder}", str(_SOURCE)]
    made = subprocess.run(
        [*command, "-o", str(library), "-lm"],
        capture_output=True,
        text=True,
        check=False,
    )
    if made.returncode != 0:
        raise NoCompilerError(
            f"gcc 编译失败 / gcc cannot compile model.c:\n{made.stderr}"
        )
    run_model = ctypes.CDLL(str(library)).run_model
    run_model.restype = None
    return lambda at, first, runs: _run(run_model, at, first, runs)


def _row_names() -> str:
    """Every named row of the model's tables as a C constant."""
    rows = {
        **{n: v for n, v in vars(state).items() if n.isupper() and isinstance(v, int)},
        **{n: getattr(delivery, n) for n in ("WEAKEST", "MEAN", "THRESHOLD")},
        "N_PARAMETER": len(parameters.PARAMETERS),
    }
    for name in parameters.PARAMETERS:
        rows[f"P_{name.upper()}"] = parameters.row(name)
    lines = [f"#define {n} {v}" for n, v in rows.items() if not n.startswith("_")]
    return "\n".join(lines) + "\n"


def _run(
    run_model: Callable[..., None], at: Situation, first: int, runs: int
) -> Outcome:
    if at.encoded.structure.ladder.shape[1] > _MOST_RUNGS:
        raise ValueError(f"model.c holds ladders of at most {_MOST_RUNGS} rungs")
    outcome = at.empty_outcome(runs)
    world = _world(at)
    where = (_address(np.asarray(part)) for part in outcome)
    run_model(ctypes.byref(world), _WHOLE(first), _WHOLE(runs), *where)
    return outcome


def _world(at: Situation) -> _World:
    """The situation as model.c reads it; the arrays stay the situation's own."""
    case = at.encoded
    s, options, start = case.structure, case.options._asdict(), case.beginning
    world = _World(months=at.months, seed=at.seed)
    for name, size in zip(_SIZES, _sizes(at), strict=True):
        setattr(world, f"n_{name}", size)
    for name in _TABLES:
        setattr(world, name, _address(getattr(s, name)))
    for name in _LANES:
        setattr(world, f"w_{name}", _address(getattr(at.start, name)))
    for name in _BEGINNING:
        setattr(world, f"at_{name}", _address(getattr(start, name)))
    for name in _CHANNELS:
        setattr(world, f"to_{name}", _channel(getattr(case.agenda, name)))
    world.imposed = _address(case.agenda.imposed)
    for name in _NUMBERS + _SWITCHES:
        setattr(world, name, options[name])
    return world


def _sizes(at: Situation) -> tuple[int, ...]:
    s, agenda = at.encoded.structure, at.encoded.agenda
    return (
        s.matter_site.size,
        s.party_site.size,
        s.pair.shape[1],
        s.tie.shape[1] - 1,
        s.government_site.size,
        s.ladder.shape[1],
        at.start.strength.shape[0],
        agenda.imposed.shape[1],
    )


def _channel(schedule: Schedule) -> _Channel:
    return _Channel(
        first=_address(schedule.first),
        pulse=_address(schedule.pulse),
        hold=_address(schedule.hold),
        n_pulse=schedule.pulse.shape[1],
        n_hold=schedule.hold.shape[1],
    )


def _address(array: NDArray[np.generic]) -> ctypes.c_void_p:
    if not array.flags.c_contiguous:
        raise ValueError("model.c reads rows one after another")
    return ctypes.c_void_p(array.ctypes.data)
