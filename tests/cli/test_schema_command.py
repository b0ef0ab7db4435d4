"""`papershelf schema`: the JSON Schemas beside the data."""

import json
from pathlib import Path

from click.testing import CliRunner

from papershelf.cli import papershelf
from papershelf.library.schemas import SCHEMAS, schema_text


def test_it_writes_the_schemas(tmp_path: Path) -> None:
    """It makes the folder, names each file, and gives the same again."""
    for _ in range(2):
        done = CliRunner().invoke(papershelf, ["schema", "--data", str(tmp_path)])
        assert done.exit_code == 0
        assert done.stdout.split() == [str(tmp_path / "schema" / name) for name in SCHEMAS]
    for name in SCHEMAS:
        text = (tmp_path / "schema" / name).read_text(encoding="utf-8")
        assert text == schema_text(name)
        assert json.loads(text)["type"] == ["array", "null"]
