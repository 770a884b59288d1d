"""A question asked in a process of its own, which is killed where DuckDB does not stop by itself.

DuckDB's interrupt waits for the function at work (levenshtein of two long texts, a long list), its memory limit does
not count what functions allocate, and some questions crash it. So ``python -m pipeline.asking.child`` sets limits of the
operating system on itself, reads a request from standard input, writes the answer to standard output and, last, one
line of JSON to standard error: how it went.
"""

from __future__ import annotations

import json
import os
import pickle
import resource
import signal
import subprocess
import sys
import threading
import time
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from pipeline.asking.columns import picked
from pipeline.asking.doors import QueryRefused, bare_question
from pipeline.asking.query import (
    QueryResult,
    QueryTimeout,
    ask,
    connect_locked,
    fetch,
    literal,
    out_of_memory,
    out_of_time,
    told,
)
from pipeline.settings import bytes_of

if TYPE_CHECKING:
    import duckdb

GRACE_S = 1.0  # between asking DuckDB to stop and the end of the process
MAX_FILE = 16 * 2**30  # bytes of an answer
# Beside DuckDB's own limit: Python, DuckDB's code, and what functions hold while they work.
SPARE_BYTES = 768 * 2**20
COPY_OPTIONS = {"csv": "FORMAT csv, HEADER true", "json": "FORMAT json, ARRAY true", "parquet": "FORMAT parquet"}
STDOUT = "/dev/stdout"


@dataclass(frozen=True, slots=True)
class Question:
    """SQL for a warehouse with its limits. ``form`` is table, csv, json or parquet."""

    warehouse: str
    sql: str
    form: str = "table"
    timeout_s: float = 30
    memory_limit: str = "1GB"
    max_rows: int = 1000


# This side


def ask_rows(question: Question) -> QueryResult:
    """The first rows of the answer, each value as Python has it or as DuckDB writes it.

    Raises as ``run_query`` does.
    """
    chunks: list[bytes] = []
    _ask(question, STDOUT, chunks.append)
    result: QueryResult = pickle.loads(b"".join(chunks))
    return result


def ask_to_stream(question: Question, stream: BinaryIO) -> int:
    """Write the whole answer as csv or json to a stream while it comes; returns the number of rows."""
    return _ask(question, STDOUT, stream.write)


def ask_to_file(question: Question, target: Path) -> int:
    """Write the whole answer to a file, which is there only when it is complete; returns the number of rows."""
    if target.exists() and not target.is_file():
        if question.form == "parquet":
            raise QueryRefused(f"{target}: Parquet needs a file of its own")
        with target.open("wb") as stream:
            return ask_to_stream(question, stream)
    target = target.resolve()
    if not target.parent.is_dir():
        raise FileNotFoundError(f"{target.parent}: no such folder")
    draft = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        rows = _ask(question, str(draft), _no_output)
        os.replace(draft, target)
    finally:
        draft.unlink(missing_ok=True)
    return rows


def _no_output(chunk: bytes) -> None:
    raise RuntimeError(f"unexpected output: {chunk[:100]!r}")


def _ask(question: Question, path: str, sink: Any) -> int:
    """Run the question in its process and hand on what it writes; returns the number of rows."""
    bytes_of(question.memory_limit)
    request = json.dumps(asdict(question) | {"path": path}).encode()
    command = [sys.executable, "-P", "-m", "pipeline.asking.child"]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    # In a session of its own: Ctrl-C comes to us, and we end it.
    process = subprocess.Popen(command, start_new_session=True, **pipes)  # type: ignore[call-overload]
    try:
        process.stdin.write(request)
        process.stdin.close()
        while chunk := process.stdout.read1(2**20):
            sink(chunk)
        said = process.stderr.read().decode("utf-8", "replace")
        code = process.wait()
    except BaseException:
        process.kill()
        process.wait()
        raise
    finally:
        process.stdout.close()
        process.stderr.close()
    return _outcome(question, code, said)


def _outcome(question: Question, code: int, said: str) -> int:
    """The number of rows, or the error that the process met."""
    try:
        status = json.loads(said.rstrip().rsplit("\n", 1)[-1]) if code == 0 else {}
    except ValueError:
        status = {}
    if "rows" in status:
        return int(status["rows"])
    if "error" in status:
        known = {"QueryRefused": QueryRefused, "QueryTimeout": QueryTimeout, "FileNotFoundError": FileNotFoundError}
        raise known.get(status["error"], RuntimeError)(status["message"])
    if code == -signal.SIGALRM:
        raise out_of_time(question.timeout_s)
    if code == -signal.SIGKILL or "bad_alloc" in said or "MemoryError" in said:
        raise out_of_memory(question.memory_limit)
    if code in (-signal.SIGSEGV, -signal.SIGABRT, -signal.SIGBUS):
        raise QueryRefused(
            "DuckDB broke down over this question: it is nested too deeply, or asks for too much at once"
        )
    raise RuntimeError(f"the process that asked ended with {code}: {said[-2000:]}")


# The other side


def limit_process(timeout_s: float, memory_limit: str) -> None:
    """The operating system ends this process past its time, and refuses it memory and disk past its share."""
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, timeout_s + GRACE_S)
    share = 2 * bytes_of(memory_limit) + SPARE_BYTES
    for kind, limit in ((resource.RLIMIT_DATA, share), (resource.RLIMIT_FSIZE, MAX_FILE), (resource.RLIMIT_CORE, 0)):
        hard = resource.getrlimit(kind)[1]
        limit = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
        resource.setrlimit(kind, (limit, hard))


def answer_request(request: dict[str, Any]) -> int:
    """Write the answer to standard output or to the path; returns the number of rows."""
    path = request.pop("path")
    question = Question(**request)
    limit_process(question.timeout_s, question.memory_limit)
    until = time.monotonic() + question.timeout_s
    writable = None if question.form == "table" else path
    with connect_locked(question.warehouse, memory_limit=question.memory_limit, writable=writable) as connection:
        timer = threading.Timer(question.timeout_s, connection.interrupt)
        timer.daemon = True
        timer.start()
        try:
            return _answer(connection, question, path, until)
        except Exception as error:
            raise told(error, question.timeout_s, question.memory_limit) from None
        finally:
            timer.cancel()


def _answer(connection: duckdb.DuckDBPyConnection, question: Question, path: str, until: float) -> int:
    text = bare_question(connection, question.sql)
    if question.form == "table":
        source = ask(connection, text, max_rows=question.max_rows, picked=partial(picked, form=question.form))
        result = fetch(source, until=until, max_rows=question.max_rows)
        sys.stdout.buffer.write(pickle.dumps(result))
        return len(result.rows)
    if connection.extract_statements(text)[0].type.name == "EXPLAIN":
        raise QueryRefused("EXPLAIN is for reading: ask without --format and --output")
    options = COPY_OPTIONS[question.form] + ", USE_TMP_FILE false"
    copied = connection.execute(
        f"COPY ({_converted(connection, text, question)}) TO {literal(path)} ({options})"
    ).fetchone()
    return int(copied[0]) if copied else 0


def _converted(connection: duckdb.DuckDBPyConnection, text: str, question: Question) -> str:
    """The question with its columns brought into the form that is asked for."""
    relation = connection.sql(text)
    return f"SELECT {picked(relation.columns, relation.types, question.form)} FROM (\n{text}\n)"


def main() -> None:
    """Answer the request on standard input."""
    status: dict[str, Any]
    try:
        status = {"rows": answer_request(json.loads(sys.stdin.buffer.read()))}
        sys.stdout.flush()
    except Exception as error:
        status = {"error": type(error).__name__, "message": str(error)}
    sys.stderr.write("\n" + json.dumps(status) + "\n")
    sys.stderr.flush()
    os._exit(0)  # no wait for DuckDB to tidy up


if __name__ == "__main__":
    main()
