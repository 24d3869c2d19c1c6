import { spawnSync } from "node:child_process"
import fs from "node:fs"
import os from "node:os"
import path from "node:path"

type Options = {
  readonly root: string
  readonly logs: string
  readonly env: Record<string, string>
  readonly track: () => void
}
type BuildAdmin = (options: Options) => Promise<boolean>

/** Stands for Medusa's command line: counts, empties its place, and takes its time to fill it again. */
const BUILDER = `
  const fs = require("node:fs")
  fs.appendFileSync("builds", "x")
  fs.rmSync(".medusa/admin", { recursive: true, force: true })
  fs.mkdirSync(".medusa/admin", { recursive: true })
  setTimeout(() => fs.writeFileSync(".medusa/admin/index.html", "whole"), 300)
`

describe("the admin's build", () => {
  let root: string
  beforeEach(() => {
    root = fs.mkdtempSync(path.join(os.tmpdir(), "kairos-admin-build-"))
    const cli = path.join(root, "node_modules/@medusajs/cli/cli.js")
    fs.mkdirSync(path.dirname(cli), { recursive: true })
    fs.writeFileSync(cli, BUILDER)
  })
  afterEach(() => fs.rmSync(root, { recursive: true, force: true }))

  const build = async (): Promise<boolean> => {
    // A variable, because TypeScript knows nothing of the launcher's plain modules.
    const module = path.join(__dirname, "admin-build.mjs")
    const { buildAdmin } = (await import(module)) as { buildAdmin: BuildAdmin }
    return buildAdmin({ root, logs: root, env: {}, track: () => undefined })
  }
  const builds = () => fs.readFileSync(path.join(root, "builds"), "utf8").length

  it("is made once for all who want it at once, and again after a change", async () => {
    expect(await Promise.all([build(), build(), build()])).toEqual([true, true, true])
    expect(builds()).toBe(1)
    expect(fs.readFileSync(path.join(root, "public/admin/index.html"), "utf8")).toBe("whole")
    fs.writeFileSync(path.join(root, "medusa-config.ts"), "changed")
    expect(await build()).toBe(true)
    expect(builds()).toBe(2)
    expect(fs.readdirSync(path.join(root, "public")).sort()).toEqual(["admin", "admin-stamp"])
  })

  it("does not wait for a builder that was killed", async () => {
    const { pid } = spawnSync(process.execPath, ["-e", ""])
    fs.mkdirSync(path.join(root, "public"))
    fs.writeFileSync(path.join(root, "public/admin-building"), String(pid))
    expect(await build()).toBe(true)
  })
})
