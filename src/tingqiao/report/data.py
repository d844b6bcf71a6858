"""An ensemble as netCDF: what it adds up to, a few whole runs, and its stamp."""

from __future__ import annotations

import io
from dataclasses import asdict

import xarray as xr

from tingqiao.model.ensemble import Ensemble


def ensemble_bytes(run: Ensemble) -> bytes:
    """The ensemble as the bytes of one netCDF-4 file.

    The root group holds the summary, the group `paths` the runs kept whole; the
    provenance stands in the root's attributes.
    """
    stamp = {name: str(value) for name, value in asdict(run.provenance).items()}
    summary = run.summary.assign_attrs(
        stamp, title=run.case.name.en or run.case.name.zh, Conventions="CF-1.11"
    )
    tree = xr.DataTree.from_dict({"/": summary, "/paths": run.paths})
    written = io.BytesIO()
    tree.to_netcdf(written, engine="h5netcdf")
    return written.getvalue()
