"""The English tokenizer with the splits that crime news needs: ``U.S.-led``, ``2019–2021``, ``$10m-a-year``."""

from __future__ import annotations

import re
from collections.abc import Callable

from spacy import registry
from spacy.lang.char_classes import ALPHA
from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc
from spacy.util import compile_infix_regex

LONG_RUN = re.compile(r"\S{1000,}")
INFIXES = (
    r"(?<=\.)[-–](?=[A-Za-z])",  # U.S.-led
    rf"(?<=[0-9{ALPHA}.])[–—](?=[0-9{ALPHA}$€£])",  # 2019–2021, word—word
    r"(?<=[0-9])-(?=[0-9])",  # 20-30 people
    rf"(?<=[{ALPHA}])/(?=[{ALPHA}])",  # Ciudad Juárez/El Paso
)


@registry.tokenizers("blotter.EnglishNews.v1")
def english_news() -> Callable[[Language], Tokenizer]:
    """A tokenizer factory for a spaCy config."""

    def create(nlp: Language) -> Tokenizer:
        tokenizer = registry.tokenizers.get("spacy.Tokenizer.v1")()(nlp)
        tokenizer.infix_finditer = compile_infix_regex([*(nlp.Defaults.infixes or ()), *INFIXES]).finditer
        return tokenizer

    return create


def tokenized(nlp: Language, text: str) -> Doc:
    """The Doc of a text; the tokenizer's time grows with the square of a run without spaces, so long ones are one token."""
    runs = [match.span() for match in LONG_RUN.finditer(text)]
    if not runs or len(text) > nlp.max_length:
        return nlp.make_doc(text)
    pieces, position = [], 0
    for start, end in runs:
        if position < start:
            pieces.append(nlp.make_doc(text[position:start]))
        pieces.append(Doc(nlp.vocab, words=[text[start:end]], spaces=[False]))
        position = end
    if position < len(text):
        pieces.append(nlp.make_doc(text[position:]))
    return Doc.from_docs(pieces, ensure_whitespace=False)
