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
type Module = {
  readonly buildAdmin: (options: Options) => Promise<boolean>
  /** @returns what ends the turn */
  readonly takeTurn: (claim: string) => Promise<() => void>
}

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

  const load = async (): Promise<Module> => {
    // A variable, because TypeScript knows nothing of the launcher's plain modules.
    const module = path.join(__dirname, "admin-build.mjs")
    return (await import(module)) as Module
  }
  const build = async (): Promise<boolean> => {
    const { buildAdmin } = await load()
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
    // Four turns, of which the last one says how many there were.
    const left = fs.readdirSync(path.join(root, "public")).sort()
    expect(left).toEqual(["admin", "admin-building-4", "admin-stamp"])
  })

  it("does not wait for a builder that was killed", async () => {
    leaveClaim()
    expect(await build()).toBe(true)
  })

  /** The claim of a builder that was killed. */
  const leaveClaim = (): string => {
    const { pid } = spawnSync(process.execPath, ["-e", ""])
    fs.mkdirSync(path.join(root, "public"))
    fs.writeFileSync(path.join(root, "public/admin-building-7"), String(pid))
    return path.join(root, "public/admin-building")
  }

  /** Somebody looks, and before they can act on it `others` have been there. */
  const interrupted = async (claim: string, others: () => Promise<unknown>) => {
    const { takeTurn } = await load()
    const link = fs.linkSync
    let went: Promise<unknown> = Promise.resolve()
    const hook = jest.spyOn(fs, "linkSync").mockImplementationOnce((from, to) => {
      went = others()
      link(from, to)
    })
    const slow = { holds: false, end: takeTurn(claim) }
    void slow.end.then(() => (slow.holds = true))
    await went
    hook.mockRestore()
    // A turn that was given was given at once.
    await new Promise(setImmediate)
    return slow
  }

  it("gives the turn of one that was killed to one of two who find that at the same moment", async () => {
    const claim = leaveClaim()
    const { takeTurn } = await load()
    let end = (): void => undefined
    const slow = await interrupted(claim, async () => (end = await takeTurn(claim)))
    expect(slow.holds).toBe(false)
    end()
    ;(await slow.end)()
    expect(fs.readFileSync(`${claim}-9`, "utf8")).toBe("")
  })

  it("gives no turn a second time to one who was slow", async () => {
    const claim = leaveClaim()
    const { takeTurn } = await load()
    let end = (): void => undefined
    const slow = await interrupted(claim, async () => {
      // Until it waits for something, all of this happens at once.
      void takeTurn(claim)
      fs.truncateSync(`${claim}-8`)
      end = await takeTurn(claim)
    })
    expect(slow.holds).toBe(false)
    end()
    ;(await slow.end)()
    expect(fs.readdirSync(path.dirname(claim))).toEqual(["admin-building-10"])
  })
})
