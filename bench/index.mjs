#!/usr/bin/env node
import { spawnSync } from "node:child_process"
import { readdirSync } from "node:fs"
import path from "node:path"
import { fileURLToPath } from "node:url"

const FOLDER = path.dirname(fileURLToPath(import.meta.url))
const known = readdirSync(FOLDER)
  .filter((file) => file.endsWith(".bench.ts"))
  .map((file) => file.replace(/\.bench\.ts$/, ""))

const [name] = process.argv.slice(2)
if (!known.includes(name)) {
  console.error(
    `${name === undefined ? "Which benchmark?" : `There is no benchmark "${name}".`} Use: npm run bench -- NAME, one of ${known.join(", ")}`
  )
  process.exit(2)
}
const { status } = spawnSync(
  process.execPath,
  ["--require", "ts-node/register/transpile-only", path.join(FOLDER, `${name}.bench.ts`)],
  {
    stdio: "inherit",
    cwd: path.dirname(FOLDER),
    env: { ...process.env, TS_NODE_PROJECT: "tsconfig.json" },
  }
)
process.exit(status ?? 1)
