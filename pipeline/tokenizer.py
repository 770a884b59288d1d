"""The English tokenizer with the splits that crime news needs: ``U.S.-led``, ``2019–2021``, ``$10m-a-year``."""

from __future__ import annotations

from collections.abc import Callable

from spacy import registry
from spacy.lang.char_classes import ALPHA
from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.util import compile_infix_regex

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
