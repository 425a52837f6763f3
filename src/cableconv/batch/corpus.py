"""``convert_corpus``: a whole corpus from Python."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping

from cableconv.batch.job import JobSpec, Limits
from cableconv.batch.request import Corpus, ErrorBudget, Mode
from cableconv.batch.run import CorpusRun
from cableconv.batch.sources import Sources
from cableconv.files import MAX_BYTES, StrPath
from cableconv.registry import writer_name


def convert_corpus(  # noqa: PLR0913 - all but the first two are by name
    sources: StrPath | Iterable[StrPath],
    out: StrPath,
    *,
    to: str | Iterable[str],
    options: Mapping[str, Mapping[str, str]] | None = None,
    layout: str = "tree",
    from_format: str | None = None,
    year: int | None = None,
    max_bytes: int = MAX_BYTES,
    verify: bool = False,
    follow_links: bool = False,
    engine: str = "local",
    jobs: int | None = None,
    scheduler: str | None = None,
    resume: bool = False,
    limits: Limits | None = None,
) -> CorpusRun:
    """Convert a corpus. Nothing is done until the receipts are asked for.

    Args:
        sources: files, folders, patterns, zip and tar files, cables.csv, JSON lines, URLs.
        out: the output folder; new, empty, or with results of an earlier run.
        to: names or suffixes of writers.
        options: of each writer that has any, by its name, as texts.
        layout: where outputs lie; see the how-to on corpora.
        from_format: name of the reader of all inputs; None to look at each.
        year: four-digit year, for cables that do not state one.
        max_bytes: refuse larger inputs.
        verify: read each output back, and keep none that lacks anything.
        follow_links: follow links inside of folders.
        engine: ``local`` (processes that are watched over), ``serial`` or ``dask``.
        jobs: number of processes; None for one for each processor.
        scheduler: address of a dask scheduler.
        resume: leave out what an earlier run has done, from the same bytes and with the same
            configuration.
        limits: time and memory of one input; None for the usual ones.

    Returns:
        An iterator of ``Receipt``, one for each cable, in any order. It never raises for one
        cable; its ``counts``, ``failed`` and ``exit_code`` sum up. Use it in a ``with`` block, or
        go to its end: what is in work when it is closed is dropped, and done by ``resume``.

    Raises:
        UsageError: a format, option, layout or engine is unknown, or an option does not fit.
        OutputExistsError: the output folder holds something else, or results and ``resume`` is
            False.
        EnvironmentFailure: a source is missing, or the output folder cannot be written; while it
            runs, where the disk is full.
    """
    named = (sources,) if isinstance(sources, (str, os.PathLike)) else tuple(sources)
    formats = (to,) if isinstance(to, str) else tuple(to)
    place = os.path.abspath(os.fspath(out))  # noqa: PTH100 - links in it stay as they are
    job = JobSpec(
        out=place,
        formats=tuple(dict.fromkeys(writer_name(name) for name in formats)),
        options=options or {},
        layout=layout,
        from_format=from_format,
        year=year,
        max_bytes=max_bytes,
        verify=verify,
        limits=limits or Limits(),
    )
    corpus = Corpus(
        Sources(
            tuple(os.fspath(name) for name in named),
            from_format=from_format,
            follow=follow_links,
            leave_out=place,
        ),
        job,
        engine=engine,
        jobs=jobs or os.cpu_count() or 1,
        scheduler=scheduler,
        mode=Mode.RESUME if resume else Mode.NEW,
        budget=ErrorBudget(),
        argv=("convert_corpus",),
    )
    return CorpusRun(corpus)
