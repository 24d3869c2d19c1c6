#!/usr/bin/env node
import { existsSync } from "node:fs"
import { createRequire } from "node:module"
import { fileURLToPath } from "node:url"

/** The built command; in a checkout of the repository that was not built, its TypeScript. */
function loadCommand() {
  const require = createRequire(import.meta.url)
  const built = fileURLToPath(new URL("../.medusa/server/src/bin/kairos.js", import.meta.url))
  const source = fileURLToPath(new URL("../src/bin/kairos.ts", import.meta.url))
  if (!existsSync(source)) {
    return require(built)
  }
  const project = fileURLToPath(new URL("../tsconfig.json", import.meta.url))
  require("ts-node").register({ project, swc: true, transpileOnly: true })
  return require(source)
}

const { runKairos } = loadCommand()
process.exitCode = await runKairos(process.argv.slice(2), {
  out: (line) => console.log(line),
  err: (line) => console.error(line),
  env: process.env,
  now: new Date().toISOString(),
})
