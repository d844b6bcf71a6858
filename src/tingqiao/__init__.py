"""Tingqiao 亭桥: neighbouring governments reach agreement rung by rung, and keep it."""
