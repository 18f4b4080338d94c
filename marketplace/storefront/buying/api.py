"""API of this screen, mounted by marketplace/api.py."""

from ninja import Router

router = Router()
