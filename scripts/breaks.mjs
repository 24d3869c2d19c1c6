#!/usr/bin/env node
/**
 * `npm run test:breaks -- F05 F13`: the proof that a check can fail. Takes a copy of what is committed, breaks the one line that guards
 * against a fault (integration-tests/faults/breaks.json), runs the test that must see it, and expects it red. A test's file is a name,
 * too (`links.ts`). Without a name, all.
 */
import { execFileSync, spawnSync } from "node:child_process"
import fs from "node:fs"
import os from "node:os"
import path from "node:path"
import process from "node:process"
import { ROOT } from "./test/root.mjs"

const wanted = process.argv.slice(2)
const all = JSON.parse(
  fs.readFileSync(path.join(ROOT, "integration-tests/faults/breaks.json"), "utf8")
)
const chosen = all.filter(
  ({ of, run: [, spec] }) =>
    wanted.length === 0 || wanted.includes(spec) || of.some((id) => wanted.includes(id))
)
if (chosen.length === 0) {
  console.error(`Nothing guards against ${wanted.join(", ")} in breaks.json`)
  process.exit(2)
}

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "kairos-breaks-"))
let unseen = 0
try {
  const archive = execFileSync("git", ["archive", "--format=tar", "HEAD"], {
    cwd: ROOT,
    maxBuffer: 2 ** 28,
  })
  execFileSync("tar", ["-x", "-C", folder], { input: archive })
  fs.symlinkSync(path.join(ROOT, "node_modules"), path.join(folder, "node_modules"))
  for (const one of chosen) {
    const red = isSeen(one)
    unseen += red ? 0 : 1
    console.log(`${red ? "red, as it must be" : "NOT SEEN"}: ${one.of.join(", ")}, ${one.says}`)
  }
} finally {
  fs.rmSync(folder, { recursive: true, force: true })
}
console.log(`${chosen.length - unseen} breaks seen, ${unseen} not`)
process.exit(unseen === 0 ? 0 : 1)

/** Whether the test is red with the line broken. A test that did not run at all is no proof. */
function isSeen({ file, find, replace, run: [stage, spec, name] }) {
  const broken = path.join(folder, file)
  const whole = fs.readFileSync(broken, "utf8")
  fs.writeFileSync(
    broken,
    whole.replace(find, () => replace)
  )
  const { files, env } = placeOf(stage, spec)
  try {
    const { stdout, stderr } = spawnSync(
      process.execPath,
      ["scripts/test.mjs", stage, "--", ...files, "-t", name],
      {
        cwd: folder,
        encoding: "utf8",
        maxBuffer: 2 ** 28,
        env: { ...process.env, KAIROS_FAULTS_HEAL_SECONDS: "60", ...env },
      }
    )
    const failed = Number(/(\d+) failed\s*$/.exec(stdout.trim())?.[1] ?? 0)
    if (process.env.KAIROS_BREAKS_OUTPUT) {
      fs.appendFileSync(process.env.KAIROS_BREAKS_OUTPUT, `${stdout}${stderr}`)
    }
    return failed > 0 && /^Tests: .*\d+ failed/m.test(stdout + stderr)
  } finally {
    fs.writeFileSync(broken, whole)
  }
}

/** Where a test stands. The HTTP suites share their Medusas: of those one is started, around the one suite. */
function placeOf(stage, spec) {
  if (stage !== "http" || spec === "") {
    return { files: spec === "" ? [] : [spec], env: {} }
  }
  return spec === "roles.ts"
    ? { files: ["roles.spec.ts"], env: {} }
    : { files: ["part-1.spec.ts"], env: { KAIROS_HTTP_SUITE: spec } }
}
