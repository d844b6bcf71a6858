"""The demo room: the first case from its public record, and sample acts on one matter.

Everything people say and do in it is invented (示例) and marked so on every page.
"""
