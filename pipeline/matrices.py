"""Let the small model multiply matrices with numpy's BLAS instead of blis, thinc's default.

On the machines of this project (x86-64, AVX2) numpy's OpenBLAS does the products of a 96-wide CNN three times as fast
(``make bench`` shows what is left of that over the whole pipeline). The results differ in the last bits only.
"""

from __future__ import annotations

from collections.abc import Callable

from spacy import registry
from spacy.language import Language
from thinc.api import Model, NumpyOps


@registry.callbacks("blotter.NumpyBlas.v1")
def numpy_blas() -> Callable[[Language], Language]:
    """For ``[nlp] after_pipeline_creation``: every layer that runs on the CPU multiplies with numpy."""

    def use(nlp: Language) -> Language:
        ops = NumpyOps(use_blis=False)
        for _, component in nlp.pipeline:
            model = getattr(component, "model", None)
            if isinstance(model, Model):
                for node in model.walk():
                    if type(node.ops) is NumpyOps:
                        node.ops = ops
        return nlp

    return use
