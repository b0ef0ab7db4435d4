// Holds each page of a built site to the HTML standard: `node validate.mjs SITE`. What breaks it is told, a line each.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { HtmlValidate, StaticConfigLoader } from "html-validate";

const rules = JSON.parse(readFileSync(new URL("htmlvalidate.json", import.meta.url), "utf8"));
const validator = new HtmlValidate(new StaticConfigLoader(rules));
const [site] = process.argv.slice(2);
const pages = readdirSync(site, { recursive: true }).filter((name) => name.endsWith(".html")).sort();
// What our templates do not write as it is: switches of the base theme, and the card that a script fills.
const NOT_OURS = /^#(?:__drawer|__search|card)\b/;
let broken = 0;
for (const page of pages) {
  const { results } = await validator.validateString(readFileSync(join(site, page), "utf8"), page);
  for (const { line, message, ruleId } of results.flatMap(({ messages }) => messages).filter(({ selector }) => !NOT_OURS.test(selector ?? ""))) {
    console.log(`${join(site, page)}:${line}: ${message} (${ruleId})`);
    broken += 1;
  }
}
console.log(broken ? `${broken} found on ${pages.length} pages` : `${pages.length} pages are as the standard wants them`);
process.exitCode = broken || !pages.length ? 1 : 0;
