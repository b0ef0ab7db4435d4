// Marks as a file: what the reader takes to another browser, and what comes back from one.
import { root } from "./keep.js";
import { STATES, clean } from "./reading.js";

const FORMAT = "papershelf reading state";
const VERSION = 1;
const ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** The text of a file with all marked papers. */
export function exported(papers) {
  const entries = [...papers].sort(([one], [other]) => (one < other ? -1 : 1));
  const shown = entries.map(([id, { at, ...marks }]) => [id, { ...marks, at: new Date(at).toISOString() }]);
  return `${JSON.stringify({ format: FORMAT, version: VERSION, site: root.href, papers: Object.fromEntries(shown) }, null, 1)}\n`;
}

/** The entries of such a file by id; throws an Error that says what is wrong with it. */
export function parsed(text) {
  const file = json(text);
  if (file?.format !== FORMAT) throw new Error("This is no export of a reading list: its “format” is another.");
  if (file.version !== VERSION) throw new Error(`It is of version ${file.version}; this site reads version ${VERSION}.`);
  if (!isObject(file.papers)) throw new Error("It has no “papers”.");
  return new Map(Object.entries(file.papers).map(([id, value]) => [id, entry(id, value)]));
}

function json(text) {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`It is not JSON: ${error.message}.`, { cause: error });
  }
}

function entry(id, value) {
  const at = Date.parse(value?.at);
  const wrong = [
    [!ID.test(id), "its name is no id of a paper"],
    [!isObject(value), "it is no object"],
    [value?.state !== undefined && !Object.hasOwn(STATES, value.state), `“state” is none of ${Object.keys(STATES).join(", ")}`],
    [![undefined, true, false].includes(value?.starred), "“starred” is neither true nor false"],
    [!["undefined", "string"].includes(typeof value?.note), "“note” is no text"],
    [Number.isNaN(at), "“at” is no time"],
  ].find(([isWrong]) => isWrong);
  if (wrong) throw new Error(`Paper “${id}”: ${wrong[1]}.`);
  return clean({ ...value, at });
}

const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
