#!/usr/bin/env node
/**
 * Writes the register of personal data into docs/privacy.md, between its two marks. With `--check` it writes nothing and
 * fails when the page is stale.
 */
import fs from "node:fs"
import { createRequire } from "node:module"
import path from "node:path"
import process from "node:process"
import prettier from "prettier"
import { ROOT } from "./test/root.mjs"

const FILE = path.join(ROOT, "docs/privacy.md")
const MARKS = ["<!-- register: npm run privacy-page -->", "<!-- end of register -->"]
const require = createRequire(import.meta.url)

require("ts-node").register({ cwd: ROOT, project: path.join(ROOT, "tsconfig.json") })
const { REGISTER } = require("../src/core/privacy/register.ts")
const { NOTIFICATIONS } = require("../src/core/privacy/register-medusa.ts")
const { registerTable } = require("../src/core/privacy/register-table.ts")

const page = fs.readFileSync(FILE, "utf8")
const [before, rest] = page.split(MARKS[0])
const after = rest?.split(MARKS[1])[1]
if (after === undefined) {
  throw new Error(`docs/privacy.md: expected the marks ${MARKS.join(" and ")}; put them back`)
}
const made = [
  `${before}${MARKS[0]}`,
  registerTable([...REGISTER, NOTIFICATIONS]),
  `${MARKS[1]}${after}`,
].join("\n\n")
const text = await prettier.format(made, {
  ...(await prettier.resolveConfig(FILE)),
  parser: "markdown",
})
if (!process.argv.includes("--check")) {
  fs.writeFileSync(FILE, text)
  console.log(`wrote ${path.relative(ROOT, FILE)}`)
} else if (page !== text) {
  console.error("docs/privacy.md does not fit the register any more; run npm run privacy-page")
  process.exitCode = 1
}
