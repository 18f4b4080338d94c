"""The shared look of every screen: stylesheet, drawings, tags, page shells."""

from django.apps import AppConfig


class DesignConfig(AppConfig):
    name = "marketplace.design"
    label = "design"
