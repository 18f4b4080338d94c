"""No addresses at all, as when the address map itself is what broke."""

urlpatterns: list[object] = []
