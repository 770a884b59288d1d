"""The commands: what they print, where failures go, and how they end."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from conftest import small_model

from pipeline.cli import main

TEXT = "Police arrested two men of the Los Pinos gang in Ostrava on Monday.\r\n"


@pytest.fixture(scope="session")
def tiny_model(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A blank pipeline that knows one gang: enough to show what the commands do with a model."""
    return small_model(tmp_path_factory.mktemp("models") / "tiny", "Los Pinos", places=["Ostrava"])


def blotter(*arguments: str | Path, stdin: str | bytes | None = None) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], input=stdin)


def json_lines(*records: object) -> str:
    return "".join((record if isinstance(record, str) else json.dumps(record)) + "\n" for record in records)


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys\nfrom pipeline.cli import main\n"
        "try: main(['--help'])\nexcept SystemExit: pass\n"
        "print(sorted({'spacy', 'prefect', 'duckdb', 'rich', 'numpy', 'pipeline.extractor'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


COMMANDS = (
    "run", "extract", "show", "sql", "corpus", "corpus check", "corpus stats", "train", "evaluate", "promote", "serve",
    "info", "status", "retry", "retrain", "re-extract", "diff", "search", "merge", "split", "relabel", "reject", "withdraw", "vacuum",
)  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(command: str) -> None:
    done = blotter(*command.split(), "--help")
    assert done.exit_code == 0
    assert done.output.startswith("Usage: main " + command)


@pytest.mark.parametrize(
    "arguments",
    [
        ["frobnicate"],
        ["run", "--batch-size", "0"],
        ["sql", "--format", "parquet", "select 1"],
        ["sql", "--format", "xml", "select 1"],
        ["show"],
        ["promote", "no/such/folder"],
        ["evaluate", "model", "no/such/folder"],
    ],
)
def test_wrong_usage_ends_in_2(arguments: list[str]) -> None:
    assert blotter(*arguments).exit_code == 2


# extract


def test_extract_keeps_text_id_and_order(tiny_model: str) -> None:
    lines = json_lines(
        {"id": 7, "text": TEXT, "title": "One", "published": "2025-03-17T10:00:00Z", "lang": "en"},
        "",
        {"id": "b", "text": "  Los Pinos \u00a0 denied it.  "},
    )
    done = blotter("extract", "-", "--model", tiny_model, stdin=lines)
    assert done.exit_code == 0, done.output
    first, second = map(json.loads, done.stdout.splitlines())
    assert (first["id"], first["title"], first["published"], first["lang"]) == ("7", "One", "2025-03-17", "en")
    assert (first["text"], second["text"]) == (TEXT, "  Los Pinos \u00a0 denied it.  ")
    for line in (first, second):
        gangs = [m for m in line["mentions"] if m["label"] == "GANG"]
        assert [line["text"][m["start"] : m["end"]] for m in gangs] == ["Los Pinos"]


def test_extract_takes_plain_text_as_it_is(tiny_model: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(TEXT.encode())
    done = blotter("extract", tmp_path / "a.txt", "-", "--model", tiny_model, stdin="[Los Pinos] said nothing.")
    assert [json.loads(line)["text"] for line in done.stdout.splitlines()] == [TEXT, "[Los Pinos] said nothing."]


def test_extract_tells_failures_and_goes_on(tiny_model: str) -> None:
    bad = ("{broken", "[1]", {"id": "c"}, {"id": "d", "text": " "})
    lines = json_lines({"id": "a", "text": TEXT}, *bad, {"text": "Last."})
    done = blotter("extract", "--model", tiny_model, stdin=lines)
    assert done.exit_code == 0
    assert [json.loads(line)["text"] for line in done.stdout.splitlines()] == [TEXT, "Last."]
    assert [line.split(": ")[:2] for line in done.stderr.splitlines()] == [
        ["standard input:2", "json"],
        ["standard input:3", "json"],
        ["standard input:4", "empty"],
        ["standard input:5", "empty"],
    ]


def test_a_date_that_is_none_is_told_and_the_article_kept(tiny_model: str) -> None:
    done = blotter("extract", "--model", tiny_model, stdin=json_lines({"text": TEXT, "published": "last week"}))
    assert json.loads(done.stdout)["published"] is None
    assert "'last week' is not YYYY-MM-DD" in done.stderr


@pytest.mark.parametrize(
    "stdin",
    [
        json.dumps([{"text": "One."}, {"text": "Two."}]),
        json.dumps([{"text": "One."}, {"text": "Two."}], indent=2),
        "\ufeff\n" + json_lines({"text": "One."}, {"text": "Two."}),
        json_lines({"text": "One."}, {"text": "Two."}).strip(),
    ],
)
def test_json_in_other_shapes(tiny_model: str, stdin: str) -> None:
    done = blotter("extract", "--model", tiny_model, stdin=stdin)
    assert [json.loads(line)["text"] for line in done.stdout.splitlines()] == ["One.", "Two."], done.stderr


@pytest.mark.parametrize("stdin", ["", "\n \n", b"\xff\xfe\x00", "{broken", "[" * 500, "{" * 5])
def test_extract_of_nothing_ends_in_1(tiny_model: str, stdin: str | bytes) -> None:
    done = blotter("extract", "-", "--model", tiny_model, stdin=stdin)
    if stdin[:1] == "[":  # a text that opens with a bracket is a text
        assert done.exit_code == 0
        return
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr


def test_extract_names_a_missing_file_and_reads_the_others(tiny_model: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Fine.")
    done = blotter("extract", tmp_path / "none.txt", tmp_path / "a.txt", "--model", tiny_model)
    assert done.exit_code == 0
    assert "none.txt: unreadable" in done.stderr


def test_a_model_that_is_not_there_is_named() -> None:
    done = blotter("extract", "--model", "/no/such/model", stdin="Text.")
    assert done.exit_code == 1
    assert "/no/such/model" in done.stderr
    assert "Traceback" not in done.stderr


def test_half_a_surrogate_pair_does_not_end_the_run(tiny_model: str) -> None:
    lines = '{"text": "a \\ud800 b"}\n{"text": "Fine.", "title": "\\ud800"}\n'
    done = blotter("extract", "--model", tiny_model, stdin=lines)
    assert [json.loads(line)["text"] for line in done.stdout.splitlines()][-1] == "Fine."


# show, corpus


def test_show_writes_a_page(tiny_model: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT + "<script>alert(1)</script>")
    done = blotter("show", tmp_path / "a.txt", "--model", tiny_model, "--html", tmp_path / "a.html")
    assert done.exit_code == 0, done.output
    html = (tmp_path / "a.html").read_text()
    assert "Los Pinos<b>GANG</b></mark>" in html
    assert "<script>" not in html


def test_show_in_the_terminal(tiny_model: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    done = blotter("show", tmp_path / "a.txt", "--model", tiny_model)
    assert "Los Pinos GANG gang in Ostrava GPE" in done.output


def test_corpus_check_names_faults_by_line(tmp_path: Path) -> None:
    good = "---\nid: a\nlang: en\npublished: 2024-02-06\nsource: S\ntitle: T\n---\n[Los Pinos|GANG#g1] came.\n"
    (tmp_path / "a.md").write_text(good)
    assert blotter("corpus", "check", tmp_path).output == "1 articles, no faults\n"
    (tmp_path / "a.md").write_text(good.replace("GANG", "GNAG"))
    done = blotter("corpus", "check", tmp_path)
    assert done.exit_code == 1
    assert f"{tmp_path / 'a.md'}:8: " in done.stdout


def test_corpus_check_of_nothing_ends_in_1(tmp_path: Path) -> None:
    assert blotter("corpus", "check", tmp_path).exit_code == 1
    assert blotter("corpus", "check", tmp_path / "none").exit_code == 1


def test_extract_in_two_processes_gives_the_same_lines(tiny_model: str) -> None:
    lines = json_lines(*({"id": str(n), "text": f"{TEXT} {n}"} for n in range(9)))
    alone = blotter("extract", "-", "--model", tiny_model, stdin=lines)
    together = blotter("extract", "-", "--model", tiny_model, "--workers", "2", "--batch-size", "2", stdin=lines)
    assert together.exit_code == 0, together.output
    assert together.stdout == alone.stdout and len(alone.stdout.splitlines()) == 9


@pytest.mark.parametrize("model", ["foo.bar", "nosuchmodel"])
def test_a_model_name_that_is_no_package_is_named(model: str) -> None:
    for workers in ("1", "2"):
        done = blotter("extract", "--model", model, "--workers", workers, stdin="Text.")
        assert done.exit_code == 1 and f"{model}: no such model" in done.stderr
    assert model in " ".join(json.loads(blotter("info", "--json", "--model", model).stdout)["missing"])
