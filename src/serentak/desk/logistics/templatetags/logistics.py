"""Filters of the room's templates."""

from django import template

from serentak.desk.logistics import pages

register = template.Library()
register.filter("way", pages.way)
