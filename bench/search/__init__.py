"""`python -m bench.search`: the search with a real Elasticsearch and a large generated catalogue, in figures."""
