"""The command ``blotter``. Only click is imported here; each command imports what it needs when it runs."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline import __version__
from pipeline.cli_flows import FLOW_COMMANDS
from pipeline.cli_history import HISTORY_COMMANDS
from pipeline.cli_training import COMMANDS as TRAINING
from pipeline.cli_warehouse import COMMANDS
from pipeline.options import json_option, model_option, warehouse_option

if TYPE_CHECKING:
    from pipeline.articles import Article, Failure


class Commands(click.Group):
    """A group whose commands end in a clear line and exit code 1 when nothing could be done."""

    def invoke(self, context: click.Context) -> Any:
        try:
            return super().invoke(context)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except BrokenPipeError:
            # The reader (such as `head`) has enough: end quietly, and let nothing be flushed into the closed pipe.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(0)
        except Exception as error:
            foreseen = isinstance(error, (OSError, ValueError, RuntimeError)) or "duckdb" in type(error).__module__
            if os.environ.get("BLOTTER_DEBUG") or not foreseen:
                raise
            raise click.ClickException(str(error)) from error


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="blotter")
def main() -> None:
    """News about gangs and organised crime, turned into a record that can be queried.

    Start with `blotter run`, then ask with `blotter sql`.
    """


# Articles in, facts out


@main.command()
@click.argument("sources", nargs=-1, metavar="[SOURCE]…")
@warehouse_option
@model_option
@click.option("--batch-size", default=64, show_default=True, type=click.IntRange(1), help="Articles a task.")
@click.option(
    "--workers", default=1, show_default=True, type=click.IntRange(1), help="Processes that read archives and extract."
)
@click.option(
    "--dask", is_flag=False, flag_value="local", metavar="[tcp://HOST:PORT]",
    help="Extract on a Dask cluster: that of a scheduler, or without an address --workers processes here.",
)  # fmt: skip
@click.option(
    "--shards", type=click.Path(file_okay=False), metavar="FOLDER",
    help="What workers extract goes through files in this folder, which all machines share; a run that was killed finds "
    "them there.  [default with --dask: beside the warehouse]",
)  # fmt: skip
@json_option
def run(
    sources: tuple[str, ...], warehouse: str, model: str | None, batch_size: int, workers: int, dask: str | None,
    shards: str | None, as_json: bool,
) -> None:  # fmt: skip
    """Read articles, extract what they tell, and publish the warehouse.

    A SOURCE is a file, a folder, a feed, an address, or a list of sources (sources.yml, or one of it: sources.yml#name);
    without one, the sample articles are read.
    Articles that are in the warehouse already, extracted by the same model, are left as they are.
    """
    from pipeline.settings import quiet_prefect, sample_sources

    quiet_prefect()
    from flows.ingest import run_ingest
    from pipeline.report import RUN_COUNTS, print_run

    options: dict[str, Any] = {"batch_size": batch_size, "workers": workers, "dask": dask, "shards": shards}
    result = run_ingest(list(sources) or sample_sources(), warehouse, model, **options)
    if as_json:
        click.echo(json.dumps(result, indent=2, ensure_ascii=False))
    else:
        print_run(result)
    if not any(result[name] for name in ("read", "pages", "unchanged_sources")):
        raise click.ClickException("no article could be read from " + ", ".join(sources or ["the sample"]))
    if result["failed"] and not any(result[name] for name in RUN_COUNTS if name not in ("read", "failed")):
        raise click.ClickException('every article failed; see `blotter sql "FROM failures"`')


@main.command()
@click.argument("files", nargs=-1, metavar="[FILE|-]…")
@model_option
@click.option("--screen", is_flag=True, help="Leave out the articles that are not about gangs or organised crime.")
@click.option("--batch-size", default=32, show_default=True, type=click.IntRange(1), help="Articles at a time.")
@click.option("--workers", default=1, show_default=True, type=click.IntRange(1), help="Processes that extract.")
def extract(files: tuple[str, ...], model: str | None, screen: bool, batch_size: int, workers: int) -> None:
    """Articles in, one JSON line each out; nothing is stored.

    A FILE holds one text, or JSON lines {id, title, text, published, lang}; - is standard input. The text is never
    altered, so offsets hold. What could not be extracted is named on standard error.
    """
    if not files and sys.stdin.isatty():
        raise click.UsageError("name a FILE, or give articles on standard input")
    from pipeline.lines import read_inputs

    articles = _articles(read_inputs(files or ("-",), sys.stdin.buffer))
    done = 0
    for line in extracted(articles, model, screen=screen, batch_size=batch_size, workers=workers):
        done += 1
        if line is not None:
            _echo_line(line)
    if not done:
        raise click.ClickException("nothing was extracted")


def _articles(items: Iterator[Article | Failure]) -> Iterator[Article]:
    """The articles among the items; failures are told on standard error."""
    from pipeline.articles import Failure

    for item in items:
        if isinstance(item, Failure):
            _tell(item)
        else:
            yield item


def extracted(
    articles: Iterator[Article], model: str | None, *, screen: bool, batch_size: int, workers: int = 1
) -> Iterator[dict[str, Any] | None]:
    """The line of each article, None where it is screened out; failures are told, not yielded."""
    from itertools import chain

    from pipeline.articles import Failure
    from pipeline.extraction import as_json
    from pipeline.extractor import extract_in_workers, load_extractor, own_model
    from pipeline.settings import model_meta, relevance_threshold

    first = next(articles, None)
    if first is None:
        return
    articles = chain([first], articles)
    threshold = relevance_threshold(model_meta(own_model(model)))
    if workers > 1:
        results = extract_in_workers(articles, model, workers=workers, batch_size=batch_size)
    else:
        results = load_extractor(model).extract(articles, batch_size=batch_size)
    for article, extraction in results:
        if isinstance(extraction, Failure):
            _tell(extraction)
            continue
        irrelevant = extraction.relevance is not None and extraction.relevance < threshold
        yield None if screen and irrelevant else as_json(article, extraction)


def _tell(failure: Failure) -> None:
    click.echo(f"{failure.where}: {failure.kind}: {' '.join(failure.message.split())}", err=True)


def _echo_line(record: dict[str, Any]) -> None:
    """A JSON line in UTF-8 whatever the locale; half a surrogate pair can only be written escaped."""
    try:
        line = json.dumps(record, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        line = json.dumps(record).encode()
    click.echo(line)


@main.command()
@click.argument("article")
@warehouse_option
@model_option
@click.option("--html", type=click.Path(dir_okay=False, path_type=Path), help="Write a page here; '-' prints it.")
@click.option("--labels/--no-labels", default=True, help="Name the label after every mark.  [default: labels]")
def show(article: str, warehouse: str, model: str | None, html: Path | None, labels: bool) -> None:
    """An article with its marks: ARTICLE is a file, or the id of an article in the warehouse.

    A file is extracted by the model, unless it is annotated: then its annotations are shown.
    """
    from pipeline.show import find_article, page, terminal

    found, extraction = find_article(article, warehouse=warehouse, model=model)
    if html is None:
        _print(terminal(found, extraction, labels=labels))
    elif str(html) == "-":
        click.echo(page(found, extraction).encode("utf-8", "replace"))
    else:
        html.write_text(page(found, extraction), encoding="utf-8", errors="replace")
        click.echo(f"wrote {html}", err=True)


def _print(*renderables: Any) -> None:
    from pipeline.report import console

    console().print(*renderables)


# Questions


@main.command()
@click.argument("query", required=False)
@warehouse_option
@click.option(
    "--format", "form", type=click.Choice(["table", "csv", "json", "parquet"]),
    help="How to write it.  [default: by the name of --output, else table]",
)  # fmt: skip
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="Write the answer to this file.")
@click.option("--timeout", default=30.0, show_default=True, type=click.FloatRange(0.1), help="Seconds to wait for it.")
@click.option("--memory", default="1GB", show_default=True, metavar="SIZE", help="Memory that it may take.")
def sql(query: str | None, warehouse: str, form: str | None, output: Path | None, timeout: float, memory: str) -> None:
    """Ask the published warehouse in SQL; it can be read, and nothing else.

    Without a QUERY it is read from standard input or, on a terminal, asked for.
    """
    if form == "parquet" and output is None:
        raise click.UsageError("--format parquet needs --output FILE")
    from pipeline.asking.prompt import answer, ask

    if query is None and sys.stdin.isatty():
        ask(warehouse, timeout=timeout, memory=memory)
        return
    query = query if query is not None else sys.stdin.buffer.read().decode()
    if not query.strip():
        raise click.UsageError("there is no QUERY")
    answer(query, warehouse, form=form, output=output, timeout=timeout, memory=memory)


@main.command()
@click.option("--check", is_flag=True, help="Write nothing; exit code 1 if the page is not what would be generated.")
def docs(check: bool) -> None:
    """Write the page on the warehouse for analysts: views, tables and a cookbook with answers, pipeline/WAREHOUSE.md."""
    from pipeline.warehouse.dictionary import PAGE, is_current, write_page

    if check:
        if not is_current():
            raise click.ClickException(f"{PAGE} is not what would be generated: run `blotter docs`")
        click.echo(f"{PAGE} is up to date", err=True)
        return
    changed = write_page()
    click.echo(f"{'wrote' if changed else 'unchanged'} {PAGE}", err=True)


@main.command()
@warehouse_option
@model_option
@json_option
def info(warehouse: str, model: str | None, as_json: bool) -> None:
    """Versions, the model in use, the warehouse, and what is missing."""
    from pipeline.report import gather_info, info_table

    facts = gather_info(warehouse, model)
    if as_json:
        click.echo(json.dumps(facts, indent=2, ensure_ascii=False))
    else:
        _print(info_table(facts))


# Annotated articles and models


@main.group()
def corpus() -> None:
    """The annotated articles: their faults, their sizes."""


def _corpus_paths(paths: tuple[str, ...]) -> list[str]:
    from pipeline.settings import PROJECT

    return list(paths) or [str(PROJECT / "corpora" / "gangs")]


@corpus.command()
@click.argument("paths", nargs=-1, metavar="[PATH]…")
def check(paths: tuple[str, ...]) -> None:
    """Every fault of the annotated articles, with file and line; exit code 1 if there is one.

    Without a PATH, also those of corpora/incidents and corpora/entities.
    """
    from pipeline.gold import check_paths, gold_files

    chosen = _corpus_paths(paths)
    files = gold_files(chosen)
    if not files:
        raise click.ClickException(f"no annotated article under {', '.join(chosen)}")
    faults = [str(fault) for fault in check_paths(chosen)]
    between = [] if paths else _between_faults()
    for fault in faults + between:
        click.echo(fault)
    if faults or between:
        raise click.ClickException(
            f"{len(faults)} faults in {len(files)} articles, {len(between)} in the sets between articles"
        )
    click.echo(f"{len(files)} articles, no faults")


def _between_faults() -> list[str]:
    """The faults of the gold sets of incidents and of names across articles."""
    from pipeline.incidents import score as incidents_score
    from pipeline.linking import score as linking_score
    from pipeline.settings import PROJECT

    faults: list[str] = []
    for half in ("dev", "test"):
        faults += incidents_score.check(PROJECT / "corpora" / "incidents" / half)
        faults += linking_score.check(PROJECT / "corpora" / "entities" / half)
    return faults


@corpus.command()
@click.argument("paths", nargs=-1, metavar="[PATH]…")
@click.option("--second-opinion", is_flag=True, help="Also the dates and numbers that the rules read otherwise.")
def lint(paths: tuple[str, ...], second_opinion: bool) -> None:
    """Probable slips of the annotators, with file and line; exit code 1 if there is one.

    A comment in the article allows a finding: `# lint: RULE "WORDS" why`.
    """
    from pipeline.corpora.lint import lint_paths

    findings = lint_paths(_corpus_paths(paths), second_opinion=second_opinion)
    for finding in findings:
        click.echo(str(finding))
    if findings:
        raise click.ClickException(f"{len(findings)} findings in {len({f.path for f in findings})} articles")
    click.echo("no findings")


@corpus.command()
def card() -> None:
    """Write corpora/README.md: sizes, coverage, agreement."""
    from pipeline.corpora.card import card_text
    from pipeline.settings import PROJECT

    path = PROJECT / "corpora" / "README.md"
    path.write_text(card_text(PROJECT / "corpora"), encoding="utf-8")
    click.echo(f"wrote {path}", err=True)


@corpus.command()
@click.argument("second", nargs=-1, metavar="[PATH]…")
@click.option("--differences", is_flag=True, help="Where the two differ, with the sentence.")
@json_option
def agreement(second: tuple[str, ...], differences: bool, as_json: bool) -> None:
    """How far two annotations agree: corpora/agreement/first and second, or those of PATH against the corpus as it is."""
    from pipeline.corpora import agreement as ag
    from pipeline.learning import evaluation as ev
    from pipeline.settings import PROJECT

    folder = PROJECT / "corpora" / "agreement"
    result = (
        ag.agreement(_corpus_paths(()), second) if second else ag.agreement([folder / "first"], [folder / "second"])
    )
    if differences:
        click.echo_via_pager(ev.difference_lines(result.errors(), sides=("first", "second")))
    elif as_json:
        click.echo(json.dumps(result.as_dict(), indent=2, ensure_ascii=False))
    else:
        _print(ev.score_table(result.as_dict()), ev.worst_table(result.as_dict()))


@corpus.command()
@click.argument("paths", nargs=-1, metavar="[PATH]…")
@click.option("--goals", is_flag=True, help="Only what is below the goals of coverage; exit code 1 if anything is.")
@json_option
def stats(paths: tuple[str, ...], goals: bool, as_json: bool) -> None:
    """How much is annotated: articles, words, mentions by label, events by type and status."""
    from pipeline.corpora.corpus import shortfall_table, shortfalls, statistics, statistics_tables

    numbers = statistics(_corpus_paths(paths))
    if goals:
        if missing := shortfalls(numbers):
            _print(shortfall_table(numbers))
            raise click.ClickException(f"{len(missing)} counts are below the goals of corpora/coverage.toml")
        click.echo("all goals of corpora/coverage.toml are reached")
        return
    if as_json:
        click.echo(json.dumps(numbers, indent=2, ensure_ascii=False))
    else:
        _print(*statistics_tables(numbers))
        if not paths and shortfalls(numbers):
            _print(shortfall_table(numbers))


@main.command()
@click.option("--config", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="The spaCy config.")
@click.option("--output", type=click.Path(file_okay=False, path_type=Path), help="The candidate goes into this folder.")
@click.option("--gold", multiple=True, metavar="PATH", help="Annotated articles to learn from; may be repeated.")
@click.option("--dev", multiple=True, metavar="PATH", help="Annotated articles to choose by; may be repeated.")
@click.option("--public", type=click.Path(path_type=Path), help="The folder with the public corpora.")
@click.option("--silver", multiple=True, metavar="FILE", help="Texts labelled by a larger model; may be repeated.")
@click.option(
    "--in-domain",
    multiple=True,
    metavar="FILE",
    help="The same, of texts chosen for their subject, with ties that readers listed, if any: all but the screen learns from them. May be repeated.",
)
@click.option(
    "--marked",
    multiple=True,
    metavar="FILE",
    help="Texts marked in part, completed by a larger model; may be repeated.",
)
@click.option(
    "--completed",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The public corpora completed by a teacher, in place of --public.",
)
@click.option("--vectors", type=click.Path(path_type=Path), help="Static word vectors.")
@click.option("--fresh", is_flag=True, help="Begin again, whatever is there of the same training.")
def train(output: Path | None, fresh: bool, **options: Any) -> None:
    """Train a candidate on the annotated articles and score nothing: `evaluate` and `promote` do, and `retrain` does all.

    A training that was stopped goes on from its last checkpoint, if nothing that it is given has changed.
    """
    from pipeline.training import OUTPUT, Recipe
    from pipeline.training import train as train_model

    recipe = Recipe(**{name: value for name, value in options.items() if value})
    candidate = train_model(recipe, output or OUTPUT, fresh=fresh)
    click.echo(str(candidate))
    click.echo(f"next: blotter evaluate {candidate} corpora/gangs/en/dev; blotter promote {candidate}", err=True)


@main.command()
@click.argument("model")
@click.argument("folder", type=click.Path(exists=True))
@click.option("--parts", is_flag=True, help="A line for every label, event type and role too.")
@click.option("--errors", is_flag=True, help="What was missed, spurious or wrong, with its sentence.")
@click.option("--layer", "layers", multiple=True, help="With --errors: only this layer; may be repeated.")
@click.option("--against", metavar="MODEL", help="Compare with this model, article by article.")
@json_option
def evaluate(
    model: str, folder: str, parts: bool, errors: bool, layers: tuple[str, ...], against: str | None, as_json: bool
) -> None:
    """Score a MODEL against the annotated articles of a FOLDER, with 95 % intervals over articles."""
    from pipeline.learning import evaluation as ev

    result = ev.evaluate(model, [folder])
    if errors:
        found = [error for error in result.errors() if not layers or error.layer in layers]
        if as_json:
            click.echo(json.dumps([asdict(error) for error in found], indent=2, ensure_ascii=False))
        else:
            click.echo_via_pager(ev.difference_lines(found))
        return
    scores = result.as_dict()
    if against:
        other = ev.evaluate(against, [folder])
        rows = ev.compare(result, other)
        scores["against"] = {"model": other.model, "scores": [asdict(row) for row in rows]}
    if as_json:
        click.echo(json.dumps(scores, indent=2, ensure_ascii=False))
    elif against:
        _print(ev.comparison_table(rows, result.model, other.model))
    else:
        _print(ev.score_table(scores, parts=parts), ev.reliability_table(scores), ev.worst_table(scores))


@main.command()
@click.argument("candidate", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--folder", type=click.Path(exists=True, path_type=Path), help="The annotated articles of the gate.")
def promote(candidate: Path, folder: Path | None) -> None:
    """Put a CANDIDATE in use, if it passes the floors of the model in use."""
    from pipeline.training import promote as promote_model

    reasons = promote_model(candidate, **({"folder": folder} if folder else {}))
    for reason in reasons:
        click.echo(reason, err=True)
    if reasons:
        raise click.ClickException(f"{candidate} is not promoted")
    click.echo(f"{candidate} is in use")


for command in (*COMMANDS, *TRAINING, *FLOW_COMMANDS, *HISTORY_COMMANDS):
    main.add_command(command)

if __name__ == "__main__":
    main()
