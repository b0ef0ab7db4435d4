"""Examples of what one does with the API, by language; `API/`, `PAPER` and `WORD` are filled in."""

from collections.abc import Mapping

ONE = {
    "curl": "curl -s API/papers/PAPER.json",
    "python": """\
import json
from urllib.request import urlopen

with urlopen("API/papers/PAPER.json") as answer:
    paper = json.load(answer)
print(paper["title"])""",
    "javascript": """\
const answer = await fetch("API/papers/PAPER.json");
const paper = await answer.json();
console.log(paper.title);""",
}
EACH = {
    "curl": "curl -s API/papers.json",
    "python": """\
import json
from urllib.request import urlopen

api = "API/"
file = "papers.json"
while file:
    with urlopen(api + file) as answer:
        part = json.load(answer)
    for paper in part["papers"]:
        print(paper["id"])
    file = part["next"]""",
    "javascript": """\
const api = "API/";
let file = "papers.json";
while (file) {
  const answer = await fetch(api + file);
  const part = await answer.json();
  for (const paper of part.papers) console.log(paper.id);
  file = part.next;
}""",
}
DAYS = {
    "curl": "curl -s API/changes.json",
    "python": """\
import json
from urllib.request import urlopen

with urlopen("API/changes.json") as answer:
    changes = json.load(answer)
for day in changes["days"][:7]:
    print(day["day"], day["added"], "added", day["removed"], "removed")""",
    "javascript": """\
const answer = await fetch("API/changes.json");
const changes = await answer.json();
for (const day of changes.days.slice(0, 7)) {
  console.log(day.day, day.added, "added", day.removed, "removed");
}""",
}
WHOLE = {
    "curl": "curl -s -O API/list.jsonl -O API/list.csv -O API/list.sqlite",
    "python": """\
import json
from urllib.request import urlopen

with urlopen("API/list.jsonl") as lines:
    papers = [json.loads(line) for line in lines]
print(len(papers))""",
    "javascript": """\
const answer = await fetch("API/list.jsonl");
const lines = (await answer.text()).trimEnd().split("\\n");
console.log(lines.map((line) => JSON.parse(line)).length);""",
}
SEARCH = {
    "python": """\
import sqlite3
from urllib.request import urlretrieve

urlretrieve("API/list.sqlite", "list.sqlite")
database = sqlite3.connect("list.sqlite")
found = database.execute(
    "SELECT papers.title FROM papers_fts JOIN papers ON papers.number = papers_fts.rowid"
    " WHERE papers_fts MATCH ? ORDER BY papers_fts.rank LIMIT 5",
    ["WORD"],
)
for (title,) in found:
    print(title)
database.close()""",
}
EXAMPLES: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "one-paper": ("One paper", ONE),
    "every-paper": ("Every paper, file by file", EACH),
    "changes": ("What happened on the last days", DAYS),
    "whole-list": ("The whole list", WHOLE),
    "search": ("Full-text search in the database", SEARCH),
}
