"""One line that grows on a terminal and is written once into a file."""

from io import StringIO

from django.core.management.base import OutputWrapper

from marketplace.demo.progress import Progress


class Terminal(StringIO):
    def isatty(self):
        return True


def shown(out):
    with Progress(OutputWrapper(out), "Selling", 4) as progress:
        for done in range(5):
            progress.reach(done)
    return out.getvalue()


def test_a_terminal_sees_it_grow():
    text = shown(Terminal())
    assert [f"{percent} %" in text for percent in (0, 25, 50, 75, 100)] == [True] * 5
    assert text.count("\n") == 1


def test_a_file_gets_one_line():
    text = shown(StringIO())
    assert text.count("\r") == text.count("\n") == 1
    assert "100 %" in text
