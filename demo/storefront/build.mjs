import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"

const here = (path) => fileURLToPath(new URL(path, import.meta.url))

/** Everything that the pages are made of. */
const SOURCES = [
  "./src",
  "./public",
  "./index.html",
  "./vite.config.mjs",
  "../../src/storefront",
  "../../package-lock.json",
].map(here)

export const OUTPUT = here("../../.kairos/storefront")
const STAMP = join(OUTPUT, "stamp.json")

const filesOf = (path) =>
  statSync(path).isDirectory()
    ? readdirSync(path, { recursive: true })
        .map((name) => join(path, String(name)))
        .filter((file) => statSync(file).isFile())
    : [path]

/** Changes with every change of a source, also with an older file that is put back. */
const fingerprint = () =>
  JSON.stringify(
    SOURCES.filter(existsSync)
      .flatMap(filesOf)
      .map((file) => [file, statSync(file).size, Math.trunc(statSync(file).mtimeMs)])
  )

const isFresh = (wanted) => existsSync(STAMP) && readFileSync(STAMP, "utf8") === wanted

/** Builds browser and server part when the build is missing or stale. Returns whether it built. */
export const buildStorefront = async () => {
  const wanted = fingerprint()
  if (isFresh(wanted)) return false
  const [{ build }, { storefrontConfig }] = await Promise.all([
    import("vite"),
    import("./vite.config.mjs"),
  ])
  rmSync(STAMP, { force: true })
  // Vite writes NODE_ENV when it builds; whoever called us keeps their own.
  const before = process.env.NODE_ENV
  try {
    process.env.NODE_ENV = "production"
    await build(storefrontConfig({ outDir: join(OUTPUT, "client"), ssr: false }))
    await build(storefrontConfig({ outDir: join(OUTPUT, "server"), ssr: true }))
  } finally {
    if (before === undefined) delete process.env.NODE_ENV
    else process.env.NODE_ENV = before
  }
  writeFileSync(STAMP, wanted)
  return true
}
