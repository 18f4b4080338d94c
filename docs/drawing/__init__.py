"""What draws the tables of docs/ from the code. Words that a reader sees come from docstrings wherever they can."""
