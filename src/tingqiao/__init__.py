"""Tingqiao 亭桥: neighbouring governments reach agreement rung by rung, and keep it."""

from tingqiao.provenance import keep_compiled_code_by_digest

keep_compiled_code_by_digest()  # before anything of the model is compiled
