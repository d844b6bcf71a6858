"""Template tags: both languages written where they are shown."""

from django import template

from workspace.wording import Words

register = template.Library()


@register.simple_tag
def say(zh: str, en: str, **names: object) -> str:
    """The sentence in the page's language, its places filled."""
    return str(Words(zh, en).fill(**names))
