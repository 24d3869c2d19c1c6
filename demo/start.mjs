import fs from "node:fs"
import path from "node:path"
import { fileURLToPath } from "node:url"
import { HELP, parseFlags } from "./lib/flags.mjs"
import { startDemo } from "./lib/demo.mjs"

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..")

function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number)
  const fits = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22
  if (!fits) {
    const { engines } = JSON.parse(fs.readFileSync(path.join(root, "package.json"), "utf8"))
    throw new Error(
      `Node ${process.versions.node} is too old; expected ${engines.node}. See https://nodejs.org`
    )
  }
}

try {
  requireNode()
  const flags = parseFlags(process.argv.slice(2))
  if (flags.help) {
    console.log(HELP)
  } else {
    await startDemo(root, flags)
  }
} catch (error) {
  console.error(`\n${error.message}`)
  process.exit(1)
}
