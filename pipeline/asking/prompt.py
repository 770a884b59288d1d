"""SQL over the published warehouse: one answer in a format, or a prompt that remembers and completes."""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.asking.answers import answer_view, rows_note
from pipeline.asking.child import Question, ask_rows, ask_to_file, ask_to_stream
from pipeline.asking.query import DEFAULT_QUERIES, QueryResult, literal
from pipeline.report import console
from pipeline.show import safe

if TYPE_CHECKING:
    from prompt_toolkit import PromptSession
    from prompt_toolkit.history import History
    from prompt_toolkit.key_binding import KeyBindings
    from prompt_toolkit.lexers import Lexer

    from pipeline.asking.completion import Catalog

MAX_ROWS = 1000  # of a table; csv, json and parquet have no limit
FORMS = {".csv": "csv", ".json": "json", ".parquet": "parquet", ".pq": "parquet"}
HELP = "A question ends with ; and Enter. \\h lists commands, \\ex examples, \\q leaves."
LISTING = "SELECT view_name AS name, 'view' AS kind, comment FROM duckdb_views() WHERE NOT internal AND database_name = current_database() UNION ALL SELECT table_name, 'table', comment FROM duckdb_tables() WHERE NOT internal AND database_name = current_database() ORDER BY kind DESC, name"
COLUMNS = (
    "SELECT column_name AS name, data_type AS type, comment FROM duckdb_columns() WHERE lower(table_name) = lower({}) "
    "AND NOT internal AND database_name = current_database() ORDER BY column_index"
)


def form_of(output: Path | None) -> str:
    """The format that a file's name asks for; a table where it asks for none."""
    return FORMS.get(output.suffix.lower(), "table") if output else "table"


def answer(
    query: str, warehouse: str, *, form: str | None = None, output: Path | None = None, timeout: float = 30,
    memory: str = "1GB",
) -> None:  # fmt: skip
    """Print the answer, or write it to ``output``. Raises as ``run_query`` does."""
    form = form or form_of(output)
    question = Question(warehouse, query, form, timeout, memory, MAX_ROWS)
    if form == "table":
        result = ask_rows(question)
        if output is None:
            _print_table(result)
        else:
            with output.open("w", encoding="utf-8") as file:
                console(file=file).print(answer_view(result))
            click.echo(f"wrote {output}: {rows_note(result)}", err=True)
    elif output is not None:
        click.echo(f"wrote {_rows(ask_to_file(question, output))} to {output}", err=True)
    else:
        sys.stdout.flush()
        ask_to_stream(question, sys.stdout.buffer)
        sys.stdout.buffer.flush()


def _rows(number: int) -> str:
    return f"{number:,} row{'' if number == 1 else 's'}"


def _print_table(result: QueryResult, *, expanded: bool = False, prompt: bool = False) -> None:
    console().print(answer_view(result, expanded=expanded))
    click.echo(rows_note(result, prompt=prompt), err=True)


# The prompt


@dataclass(slots=True)
class Asker:
    """What the prompt remembers between two questions, and what it does with a line."""

    warehouse: str
    timeout: float = 30
    memory: str = "1GB"
    expanded: bool = False
    timing: bool = False
    output: Path | None = None  # where the next answer goes

    def handle(self, text: str) -> bool:
        """Do what the text says; False where it says to leave. What goes wrong is told, not raised."""
        text = text.strip()
        if text.lower().rstrip(";") in ("\\q", "quit", "exit"):
            return False
        try:
            if text.startswith("\\"):
                self.command(*text.rstrip(";").split(maxsplit=1))
            elif text.strip("; \n"):
                self.ask(text)
        except KeyboardInterrupt:
            click.echo("stopped", err=True)
        except (OSError, ValueError, RuntimeError) as error:
            click.echo("\n".join(map(safe, str(error).splitlines())), err=True)
        return True

    def command(self, name: str, argument: str = "") -> None:
        """A backslash command. Raises ValueError for one that is unknown."""
        if name == "\\d":
            self.describe(argument)
        elif name == "\\x":
            self.expanded = not self.expanded
            click.echo(f"records in place of tables: {_on(self.expanded)}")
        elif name == "\\timing":
            self.timing = not self.timing
            click.echo(f"timing: {_on(self.timing)}")
        elif name == "\\o":
            self.output = Path(argument).expanduser() if argument else None
            click.echo(f"the next answer goes to {self.output or 'the screen'}")
        elif name == "\\ex":
            self.example(argument)
        elif name in ("\\h", "\\?", "\\help"):
            click.echo(help_text())
        else:
            raise ValueError(f"{name} is no command here: \\h lists them")

    def describe(self, name: str) -> None:
        if not name:
            self.show(LISTING)
            return
        query = COLUMNS.format(literal(name.strip('"')))
        result = ask_rows(Question(self.warehouse, query, timeout_s=self.timeout))
        if not result.rows:
            raise ValueError(f"{name}: no such table or view; \\d lists them")
        _print_table(result, expanded=self.expanded)

    def example(self, number: str) -> None:
        """List the example questions, or ask one by its number."""
        examples = list(DEFAULT_QUERIES.items())
        if not number:
            for place, (title, query) in enumerate(examples, 1):
                click.echo(f"{place}. {title}\n   {query};")
            click.echo("\\ex NUMBER asks one")
            return
        if not number.isdecimal() or not 1 <= int(number) <= len(examples):
            raise ValueError(f"{number}: the examples have the numbers 1 to {len(examples)}")
        title, query = examples[int(number) - 1]
        click.echo(f"{title}: {query};")
        self.ask(query)

    def ask(self, query: str) -> None:
        """Print the answer, or write it to the file that was named for it."""
        started = time.monotonic()
        output, self.output = self.output, None
        if output is None:
            self.show(query)
        else:
            answer(query, self.warehouse, output=output, timeout=self.timeout, memory=self.memory)
        if self.timing:
            click.echo(f"{time.monotonic() - started:.2f} s", err=True)

    def show(self, query: str) -> None:
        question = Question(self.warehouse, query, "table", self.timeout, self.memory, MAX_ROWS)
        _print_table(ask_rows(question), expanded=self.expanded, prompt=True)


def _on(state: bool) -> str:
    return "on" if state else "off"


def help_text() -> str:
    """The commands of the prompt, a line each."""
    from pipeline.asking.completion import COMMANDS

    lines = [f"{name:<9} {told}" for name, told in COMMANDS.items()]
    return "\n".join([HELP, *lines, "Ctrl-C stops a question that runs, or forgets the one that is written; Ctrl-D leaves."])  # fmt: skip


def ask(warehouse: str, *, timeout: float = 30, memory: str = "1GB", **streams: Any) -> None:
    """A prompt on the terminal until the user leaves; a question that fails is told and the next one asked for.

    ``streams`` are prompt_toolkit's input and output, for tests.
    """
    asker = Asker(warehouse, timeout, memory)
    prompt = session(read_catalog(warehouse), **streams)
    click.echo(f"{warehouse}, read-only. {HELP}")
    while True:
        try:
            text = prompt.prompt()
        except KeyboardInterrupt:
            continue
        except EOFError:
            return
        if not asker.handle(text):
            return


def read_catalog(warehouse: str) -> Catalog:
    """Tables, columns and functions of the published warehouse. Raises FileNotFoundError when there is none."""
    from pipeline.asking.completion import CATALOG_QUERY, catalog_of

    return catalog_of(ask_rows(Question(warehouse, CATALOG_QUERY, max_rows=100_000)).rows)


def session(catalog: Catalog, **streams: Any) -> PromptSession[str]:
    """A prompt of several lines with history, completion and colours."""
    from prompt_toolkit import PromptSession

    from pipeline.asking.completion import QuestionCompleter

    return PromptSession(
        "blotter> ",
        prompt_continuation=lambda width, number, wrapped: "->".rjust(width - 1) + " ",
        multiline=True,
        key_bindings=_enter_asks(),
        history=_history(),
        completer=QuestionCompleter(catalog),
        complete_while_typing=True,
        lexer=_lexer(),
        **streams,
    )


def _enter_asks() -> KeyBindings:
    """Enter asks a question that is complete, and opens a new line in one that is not."""
    from prompt_toolkit.application import get_app
    from prompt_toolkit.filters import Condition
    from prompt_toolkit.key_binding import KeyBindings

    from pipeline.asking.completion import is_complete

    bindings = KeyBindings()

    @bindings.add("enter", filter=Condition(lambda: is_complete(get_app().current_buffer.text)))
    def _(event: Any) -> None:
        event.current_buffer.validate_and_handle()

    return bindings


def _history() -> History:
    """Kept between sessions, where the user's folder can be written."""
    from prompt_toolkit.history import FileHistory, InMemoryHistory

    path = Path(click.get_app_dir("blotter")) / "sql_history"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    except OSError:
        return InMemoryHistory()
    return FileHistory(str(path))


def _lexer() -> Lexer | None:
    """Colours for SQL, where pygments is there."""
    from prompt_toolkit.lexers import PygmentsLexer

    try:
        from pygments.lexers.sql import SqlLexer
    except ImportError:
        return None
    return PygmentsLexer(SqlLexer)
