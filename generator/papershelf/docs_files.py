"""The files in `docs/` as MkDocs finds them, for an update, which looks at few of tens of thousands."""

from collections.abc import Container, Sequence
from pathlib import PurePath, PurePosixPath

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, get_files, set_exclusions
from mkdocs.utils import is_markdown_file


class DocsFiles(Files):
    """Has all pages and what people wrote, in the order of MkDocs, and others when they are asked for."""

    def __init__(self, config: MkDocsConfig, paths: Sequence[str], generated: Container[str]) -> None:
        self._config = config
        self._others = {path for path in paths if path in generated and not is_markdown_file(path)}
        files = [self._file(path) for path in sorted({*paths} - self._others, key=_place_in_order)]
        set_exclusions(files, config)
        super().__init__(files)

    def get_file_from_path(self, path: str) -> File | None:
        """Return a file; None if there is none."""
        known, name = super().get_file_from_path(path), PurePath(path).as_posix()
        if known or name not in self._others:
            return known
        file = self._file(name)
        set_exclusions([file], self._config)
        self.append(file)
        return file

    def _file(self, path: str) -> File:
        config = self._config
        return File(path, config.docs_dir, config.site_dir, use_directory_urls=config.use_directory_urls)


def docs_files(config: MkDocsConfig, paths: Sequence[str], generated: Container[str]) -> Files:
    """Return the files at `paths`, which are all of `docs/`; MkDocs has to tell of a README in the way."""
    has_readme = any(PurePosixPath(path).stem == "README" for path in paths if path not in generated)
    return get_files(config) if has_readme else DocsFiles(config, paths, generated)


def _place_in_order(path: str) -> tuple[tuple[str, ...], bool, str]:
    *folders, name = path.split("/")
    return tuple(folders), name.rpartition(".")[0] != "index", name
