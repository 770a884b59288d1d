"""A large teacher for the small model: several taggers on one pretrained encoder, whose answers on unannotated news it learns from.

In order: ``prepare.py`` turns annotated and unannotated texts into records without spaCy (``records.py``), ``lessons.py`` trains the
taggers (``network.py``) on them in windows of pieces (``windows.py``) and lets them answer together (``answers.py``), ``silver.py`` writes
the answers down as ``blotter train`` reads them. Between prepare and silver only torch and transformers are needed, so a machine
with a GPU can do it: minutes there, many hours without. ``python -m pipeline.learning.teacher`` has the commands.
"""
