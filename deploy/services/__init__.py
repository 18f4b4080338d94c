"""The real engines for tests and development: PostgreSQL, Redis, RabbitMQ, Elasticsearch (docs/services.md)."""
