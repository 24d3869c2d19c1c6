import fs from "node:fs"
import path from "node:path"
import { ROOT } from "./root.mjs"

const QUIET = { quiet: true }

/** Each check counts as one test in the last line. */
const CHECKS = [
  // The longest first, beside which the others run.
  ["lint and types", (machine) => machine.run(process.execPath, ["scripts/lint.mjs"], QUIET)],
  ["format", (machine) => machine.node("prettier/bin/prettier.cjs", ["--check", "."], QUIET)],
  [
    "boundaries",
    (machine) =>
      machine.node(
        "dependency-cruiser/bin/dependency-cruise.mjs",
        ["--config", ".dependency-cruiser.cjs", "src"],
        QUIET
      ),
  ],
  [
    "unused code",
    (machine) => machine.node("knip/bin/knip.js", ["--no-progress", "--no-config-hints"], QUIET),
  ],
  [
    "docs/openapi.json",
    (machine) => machine.run(process.execPath, ["scripts/openapi.mjs", "--check"], QUIET),
  ],
  [
    "docs/privacy.md",
    (machine) => machine.run(process.execPath, ["scripts/privacy-page.mjs", "--check"], QUIET),
  ],
  ["lock file", () => checkLock()],
  ["changesets", () => checkChangesets()],
]

const AT_ONCE = 2

/** Runs them two at a time: most are bound to one core. */
export async function runChecks({ machine }) {
  const totals = { passed: 0, failed: 0, failures: [] }
  const waiting = [...CHECKS]
  const work = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      if (await runCheck(machine, next)) {
        totals.passed += 1
      } else {
        totals.failed += 1
        totals.failures.push(`check: ${next[0]}; its output is above`)
      }
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  return totals
}

async function runCheck(machine, [name, check]) {
  const begun = performance.now()
  const { code, output } = await check(machine)
  const time = `${((performance.now() - begun) / 1000).toFixed(1)} s`
  console.log(code === 0 ? `  ✓ ${name} (${time})` : `  ✗ ${name} (${time})\n${output.trimEnd()}`)
  return code === 0
}

/** Addresses in the lock file would bind everybody to the registry mirror of whoever wrote it. */
function checkLock() {
  const lock = fs.readFileSync(path.join(ROOT, "package-lock.json"), "utf8")
  const line = lock.split("\n").findIndex((text) => text.includes('"resolved"')) + 1
  return line === 0
    ? { code: 0, output: "" }
    : {
        code: 1,
        output: `package-lock.json line ${line} holds "resolved"; run npm install with this repository's .npmrc (omit-lockfile-registry-resolved)`,
      }
}

/** `changeset version` would stop at a file that names no package of ours, long after it was written. */
function checkChangesets() {
  const { name } = JSON.parse(fs.readFileSync(path.join(ROOT, "package.json"), "utf8"))
  const folder = path.join(ROOT, ".changeset")
  const wrong = fs
    .readdirSync(folder)
    .filter((file) => file.endsWith(".md") && file !== "README.md")
    .filter((file) => {
      const head = /^---\n"([^"]+)": (?:major|minor|patch)\n---\n\s*\S/.exec(
        fs.readFileSync(path.join(folder, file), "utf8")
      )
      return head?.[1] !== name
    })
  return wrong.length === 0
    ? { code: 0, output: "" }
    : {
        code: 1,
        output: `.changeset/${wrong.join(", ")}: expected front matter such as "${name}": minor, and a sentence below it`,
      }
}
