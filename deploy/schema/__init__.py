"""Schema changes while the previous release still serves people (docs/operations.md, "Schema changes")."""
