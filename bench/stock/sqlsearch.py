"""A Haystack engine that answers from PostgreSQL with COUNT and LIMIT, without facets or spelling.

It stands in for a fast external engine: Whoosh, the sandbox's default, needs tens of seconds a page at this size,
and to measure against that would be unfair.
"""

from django.apps import apps
from haystack.backends import BaseEngine, BaseSearchBackend, BaseSearchQuery, SearchNode
from haystack.models import SearchResult


class Backend(BaseSearchBackend):
    def setup(self): ...

    def update(self, *args, **kwargs): ...

    def remove(self, *args, **kwargs): ...

    def clear(self, *args, **kwargs): ...

    def build_search_kwargs(self, *args, **kwargs):
        return {}

    def search(self, query_string, query=(), start_offset=0, end_offset=20, count_only=False, **kwargs):
        products = apps.get_model("catalogue", "Product").objects.filter(is_public=True).exclude(structure="child")
        on_shelves = apps.get_model("catalogue", "ProductCategory").objects
        for field, value in query:
            if field == "content":
                for word in str(value).split():
                    products = products.filter(title__icontains=word)
            elif field == "category__in":
                products = products.filter(id__in=on_shelves.filter(category__in=list(value)).values("product_id"))
        hits = products.count()
        page = products.order_by("-id").values_list("id", flat=True)[start_offset or 0 : end_offset or 20]
        found = [] if count_only else [SearchResult("catalogue", "product", pk, 1.0) for pk in page]
        no_facets = {"fields": {"product_class": [], "rating": []}, "dates": {}, "queries": {}}
        return {"results": found, "hits": hits, "facets": no_facets}


class Query(BaseSearchQuery):
    def build_query(self):
        return list(self._flat(self.query_filter))

    def _flat(self, node):
        for child in node.children:
            if isinstance(child, SearchNode):
                yield from self._flat(child)
            else:
                name = child[0].replace("__content", "").replace("__exact", "")
                yield name, getattr(child[1], "query_string", child[1])

    def run(self, spelling_query=None, **kwargs):
        answer = self.backend.search(
            "", query=self.build_query(), start_offset=self.start_offset, end_offset=self.end_offset
        )
        self._results, self._hit_count, self._facet_counts = answer["results"], answer["hits"], answer["facets"]

    def get_count(self):
        if self._hit_count is None:
            self._hit_count = self.backend.search("", query=self.build_query(), count_only=True)["hits"]
        return self._hit_count

    def build_query_fragment(self, *args, **kwargs):
        return ""

    def clean(self, query_fragment):
        return query_fragment


class Engine(BaseEngine):
    backend, query = Backend, Query
