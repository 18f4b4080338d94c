"""How the server turns our words into terms: every analyzer and filter, and why it is there.

What a word is, search.analysis has decided before: text arrives composed (NFC; the server composes only with a
plug-in), in lower case, numbers apart from letters, Khmer in one piece, words between spaces, twice where tones matter:
as written and folded. So the server and the database search for the same words, and find the same goods.
"""

from __future__ import annotations

from elasticsearch_dsl import analyzer, token_filter

#: Longer beginnings are not indexed; a longer word is looked for by its first letters.
LONGEST_BEGINNING = 15
LONGEST_LINE = 40

# Words stay as they are. Lucene's own folding would fold đ, but would also break words of Khmer and "ST25" its own way.
words = analyzer("market_words", tokenizer="whitespace", filter=[])

# Completion: "mật ong" is found by "m", "mậ", …. At search time the typed word is not cut up again (see `words`).
beginnings = analyzer(
    "market_beginnings",
    tokenizer="whitespace",
    filter=[token_filter("market_edges", "edge_ngram", min_gram=1, max_gram=LONGEST_BEGINNING)],
)

# The beginning of the whole line: what people complete first are names that begin as they typed.
line_beginnings = analyzer(
    "market_line_beginnings",
    tokenizer="keyword",
    filter=["trim", token_filter("market_line_edges", "edge_ngram", min_gram=1, max_gram=LONGEST_LINE)],
)

# Compound words: Vietnamese writes one word as several syllables, so two side by side are a term ("tom kho").
pairs = analyzer(
    "market_pairs",
    tokenizer="whitespace",
    filter=[token_filter("market_two", "shingle", min_shingle_size=2, max_shingle_size=2, output_unigrams=False)],
)

# The same glued together, for who forgets the space: "tomkho".
glued = analyzer(
    "market_glued",
    tokenizer="whitespace",
    filter=[
        token_filter(
            "market_glue", "shingle", min_shingle_size=2, max_shingle_size=3, output_unigrams=False, token_separator=""
        )
    ],
)

#: Syllables are short: one slip from three letters on, two from six. Less would let every syllable be every other.
FUZZINESS = "AUTO:3,6"
