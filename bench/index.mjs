#!/usr/bin/env node
import { spawn } from "node:child_process"
import { once } from "node:events"
import { chmodSync, mkdtempSync, readdirSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { fileURLToPath } from "node:url"
import { transpiled } from "./transpile.mjs"
import { removePostgres, startPostgres } from "../demo/lib/postgres.mjs"

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
/** Those that need a shop; the others run in memory. */
const NEED_POSTGRES = [
  "content",
  "checkout",
  "basket",
  "import",
  "ingest",
  "queue",
  "renewals",
  "scoring",
  "soak",
]

const root = path.dirname(FOLDER)
const folder = mkdtempSync(path.join(tmpdir(), "kairos-bench-"))
// As root Postgres runs as another user, who must get through.
chmodSync(folder, 0o711)
const server = NEED_POSTGRES.includes(name)
  ? await startPostgres({ dir: path.join(folder, "postgres"), durable: true })
  : null
// What is measured there is memory, too.
const built = name === "scoring" ? transpiled(root, mkdtempSync(path.join(folder, "built-"))) : null
const child = spawn(
  process.execPath,
  built === null
    ? ["--require", "ts-node/register/transpile-only", path.join(FOLDER, `${name}.bench.ts`)]
    : [path.join(built, "bench", `${name}.bench.js`)],
  {
    stdio: "inherit",
    cwd: built ?? root,
    env: {
      ...process.env,
      TS_NODE_PROJECT: path.join(root, "tsconfig.json"),
      ...(server && {
        DB_HOST: "localhost",
        DB_PORT: String(server.port),
        DB_USERNAME: server.user,
        DB_PASSWORD: server.password,
      }),
    },
  }
)
for (const signal of ["SIGINT", "SIGTERM"]) {
  process.once(signal, () => child.kill(signal))
}
const [code] = await once(child, "close")
await server?.stop()
if (server !== null) {
  removePostgres(path.join(folder, "postgres"))
}
rmSync(folder, { recursive: true, force: true })
process.exit(code ?? 1)
