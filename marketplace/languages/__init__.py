"""The catalogues under locale/: what the sources say, and how it is kept in every language. See docs/languages.md."""
