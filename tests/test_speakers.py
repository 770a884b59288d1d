"""Who says what stands in a sentence: in apposition, by a pronoun, in a clause of its own."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from pipeline.components.span_tagger import sentence_bounds, sentence_numbers
from pipeline.components.speakers import Speakers

# A sentence, the word that is said, and by whom ("" for the article itself).
CASES = [
    ("[Police|PEOPLE#a] said he was killed.", "killed", "Police"),
    ("He was killed, [police|PEOPLE#a] said.", "killed", "police"),
    ("He was killed.", "killed", ""),
    ("[Ana Paz|PERSON#a] estimates that it has 2,500 members.", "2,500", "Ana Paz"),
    # with what the speaker is between commas, however long; with a name in it
    ("[Ana Paz|PERSON#a], a reporter who wrote a book about the group, estimates that it has 2,500 members.", "2,500", "Ana Paz"),
    ("[Ana Paz|PERSON#a], a professor at the [University of Lima|ORG#b], said it has 2,500 members.", "2,500", "Ana Paz"),
    ("They met [Los Lobos|GANG#a], and their captain, [Ana Paz|PERSON#b], said that 2,500 came.", "2,500", "Ana Paz"),
    # by a pronoun: the last person named, here or in the sentences before; of more than one nobody is taken
    ("[Ana Paz|PERSON#a] met [police|PEOPLE#b]. He was killed at night, she said.", "killed", "Ana Paz"),
    ("[Ana Paz|PERSON#a] left. It rained. Few came. He was killed, she said.", "killed", ""),
    ("The shooting of [two officers|PEOPLE#a] by people they say were killed.", "killed", ""),
    ("[Ana Paz|PERSON#a], who says he was killed, left.", "killed", "Ana Paz"),
    # what stands in another clause of the sentence nobody says
    ("He was killed in May, and in June the [FBI|ORG#a] announced a reward.", "killed", ""),
    ("He was killed in May, and in June the [FBI|ORG#a] announced a reward.", "reward", "FBI"),
    ("He was killed in May, and his brother fled, [police|PEOPLE#a] said.", "killed", "police"),
    ("He was killed; the [FBI|ORG#a] announced a reward.", "killed", ""),
    ("It offered $4 for one, and $3 for another, who was killed according to [police|PEOPLE#a].", "killed", "police"),
    ("It offered $4 for one, and $3 for another, who was killed according to [police|PEOPLE#a].", "4", ""),
    ("It has 2,500 members, and grows, according to [police|PEOPLE#a].", "2,500", "police"),
]  # fmt: skip


@pytest.mark.parametrize(("marked", "said", "speaker"), CASES)
def test_who_says_it(marked_doc: Callable[..., Doc], marked: str, said: str, speaker: str) -> None:
    doc = marked_doc(marked)
    speakers = Speakers(doc, sentence_numbers(sentence_bounds(doc)))
    (token,) = [token.i for token in doc if token.text == said]
    found = speakers.of(token)
    assert (doc[found[0] : found[1]].text if found else "") == speaker


def test_who_takes_part_does_not_say_so(marked_doc: Callable[..., Doc]) -> None:
    doc = marked_doc("The [police|PEOPLE#a] killed him, [Ana Paz|PERSON#b] said.")
    speakers = Speakers(doc, sentence_numbers(sentence_bounds(doc)))
    assert speakers.of(2) == [5, 7, "PERSON"]
    assert speakers.of(2, [[1, 2, "PEOPLE"], [5, 7, "PERSON"]]) is None
