"""Sharing costs and benefits, under the name the documentation uses."""

from tingqiao.advice.sharing import *  # noqa: F403  (its __all__ is the list)
from tingqiao.advice.sharing import __all__ as __all__
