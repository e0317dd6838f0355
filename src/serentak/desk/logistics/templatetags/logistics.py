"""Filters of the room's templates."""

from django import template

from serentak.desk.logistics import words

register = template.Library()
register.filter("way", words.way)
