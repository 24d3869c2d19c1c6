#!/usr/bin/env node
/**
 * `npm test`: everything a contributor must see green. `node scripts/test.mjs STAGE[,STAGE…] [-- arguments for jest]`
 * runs some stages. Plain node on purpose: it must work before anything is installed.
 */
import { spawnSync } from "node:child_process"
import { randomInt } from "node:crypto"
import process from "node:process"
import { ensureBrowser, ensureInstalled, ensureMariadb, ensureRedis } from "./test/prepare.mjs"
import { stages, BESIDE_LANES, DEFAULT_STAGES } from "./test/stages.mjs"
import { runBeside } from "./test/beside.mjs"
import { Machine } from "./test/machine.mjs"

const started = performance.now()
const [first, ...rest] = process.argv.slice(2)
const everything = first === undefined || first === "--"
const asked = everything ? DEFAULT_STAGES : first.split(",")
const jestArguments = rest[0] === "--" ? rest.slice(1) : rest
const seed = Number(process.env.KAIROS_SEED ?? seedOfCommit() ?? randomInt(1, 2 ** 31))

if (asked.some((name) => stages[name] === undefined)) {
  const unknown = asked.find((name) => stages[name] === undefined)
  console.error(`There is no stage "${unknown}". Stages: ${Object.keys(stages).join(", ")}`)
  process.exit(2)
}

const machine = new Machine({ seed })
const totals = { passed: 0, failed: 0 }
const failures = []
const notes = []
try {
  await ensureInstalled()
  const browser = asked.some((name) => stages[name].needsBrowser) ? await ensureBrowser() : null
  const redis = asked.some((name) => stages[name].needsRedis) ? await ensureRedis() : null
  const mariadb = asked.some((name) => stages[name].needsMariadb) ? await ensureMariadb() : null
  console.log(`Seed ${seed} (KAIROS_SEED=${seed} plays the same run again)`)
  const beside = []
  const startBeside = (after) => {
    for (const lane of everything ? BESIDE_LANES : []) {
      if (lane.after === after) {
        beside.push(runBeside({ machine, names: lane.names, jestArguments }))
      }
    }
  }
  startBeside(null)
  for (const name of asked) {
    await runStage(name, { browser, redis, mariadb })
    startBeside(name)
  }
  for (const { output, ...result } of await Promise.all(beside)) {
    console.log(output)
    add(result)
  }
} catch (error) {
  totals.failed += 1
  failures.push(error instanceof Error ? error.message : String(error))
  console.error(`\n${error instanceof Error ? (error.stack ?? error.message) : error}`)
} finally {
  await machine.stop()
}
for (const note of notes) {
  console.log(note)
}
// Last of all, because a run's output is long and whoever reads it begins at its end.
if (failures.length > 0) {
  console.log(`What failed:\n${failures.join("\n")}`)
}
console.log(`Took ${seconds(started)}`)
console.log(`${totals.passed} passed, ${totals.failed} failed`)
process.exit(totals.failed === 0 ? 0 : 1)

/**
 * In CI a commit always plays the same run, so that its verdict can be had again on another machine, and every commit plays
 * another one; by hand each run is new.
 */
function seedOfCommit() {
  if (process.env.CI !== "true") {
    return undefined
  }
  const { stdout } = spawnSync("git", ["rev-parse", "HEAD"], { encoding: "utf8" })
  return /^[0-9a-f]{7}/.test(stdout ?? "") ? Number.parseInt(stdout.slice(0, 7), 16) + 1 : undefined
}

async function runStage(name, { browser, redis, mariadb }) {
  const stage = stages[name]
  if (stage.needsBrowser && browser === null) {
    skip(
      `${name}: skipped, because no browser was found. Install Chromium or Chrome (Debian: apt-get install chromium-headless-shell), or name one in CHROME_PATH.`
    )
    return
  }
  if (stage.needsRedis && redis === null) {
    skip(
      `${name}: what needs Redis was skipped, because no redis-server was found. Install it (Debian: apt-get install redis-server).`
    )
  }
  if (stage.needsMariadb && mariadb === null) {
    skip(
      `${name}: imports from WooCommerce were skipped, because no mariadbd was found. Install it (Debian: apt-get install mariadb-server-core mariadb-client-core).`
    )
  }
  console.log(`\n── ${name}: ${stage.about}`)
  const begun = performance.now()
  const result = await stage.run({ machine, jestArguments, browser, redis, mariadb, seed })
  add(result)
  console.log(`── ${name}: ${result.passed} passed, ${result.failed} failed in ${seconds(begun)}`)
}

function add(result) {
  totals.passed += result.passed
  totals.failed += result.failed
  failures.push(...result.failures)
}

/** What cannot run here is said at the end; in CI it is a failure. */
function skip(sentence) {
  if (process.env.CI === "true") {
    totals.failed += 1
    notes.push(`${sentence} In CI that is a failure.`)
  } else {
    notes.push(sentence)
  }
}

function seconds(since) {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`
}
