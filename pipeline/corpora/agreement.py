"""How far two annotators of the same articles agree: ``blotter corpus agreement``.

``corpora/agreement`` holds both annotations as they were before anyone compared them: ``first``, and ``second``, made
from the bare text by someone who had not seen the first. The second is scored against the first by the scores of the
scheme, as a model would be. What the differences taught is in the articles of ``corpora/gangs`` and in its README.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pipeline.corpora.corpus import corpus_fingerprint
from pipeline.gold import GoldArticle, read_articles
from pipeline.gold_faults import Fault, GoldError
from pipeline.learning.evaluation import Evaluation
from pipeline.score import score_article


def agreement(first: Iterable[Path | str], second: Iterable[Path | str]) -> Evaluation:
    """The first annotation ("gold") against the second ("found"), over the articles that have both.

    Raises GoldError where a second annotation has no first, or another text.
    """
    second = list(second)
    by_id = {article.id: article for article in read_articles(first)}
    pairs: list[tuple[GoldArticle, GoldArticle]] = []
    faults = []
    for article in read_articles(second):
        other = by_id.get(article.id)
        if other is None:
            faults.append(Fault(str(article.path), 1, f"no article has the id {article.id!r}"))
        elif other.text != article.text:
            at = next(i for i, (a, b) in enumerate(zip(other.text + "\0", article.text + "\0", strict=False)) if a != b)
            here = article.text[max(0, at - 20) : at + 20]
            faults.append(Fault(str(article.path), 1, f"the text is not that of {other.path}: differs at {here!r}"))
        else:
            pairs.append((other, article))
    if faults:
        raise GoldError(faults)
    gold = [one for one, _ in pairs]
    found = [two.extraction for _, two in pairs]
    scores = [score_article(one.extraction, two) for one, two in zip(gold, found, strict=True)]
    return Evaluation("second annotation", corpus_fingerprint(second), gold, found, scores)
