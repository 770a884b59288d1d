"""The main flow: sources → articles → facts → the warehouse → a published copy, with a report of the run.

Reading, extracting (one task a batch), loading and publishing are tasks; only ``load`` and ``publish`` write.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import closing
from functools import lru_cache
from itertools import islice
from typing import Any

from pipeline.settings import quiet_prefect

quiet_prefect()

from prefect import flow, task  # noqa: E402  (Prefect reads its settings when it is imported)
from prefect.artifacts import create_markdown_artifact  # noqa: E402
from prefect.cache_policies import NO_CACHE  # noqa: E402
from prefect.futures import PrefectFuture  # noqa: E402
from prefect.task_runners import ProcessPoolTaskRunner, ThreadPoolTaskRunner  # noqa: E402
from prefect.utilities.annotations import opaque  # noqa: E402

from flows.progress import Progress  # noqa: E402
from flows.sorting import Sorter  # noqa: E402
from pipeline.articles import Article, Failure  # noqa: E402
from pipeline.store import Warehouse  # noqa: E402
