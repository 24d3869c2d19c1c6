import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { createServer } from "node:net"
import { tmpdir } from "node:os"
import path from "node:path"
import { createInterface } from "node:readline"
import type * as launcherModule from "../../demo/lib/postgres.mjs"

type Launcher = typeof launcherModule

jest.setTimeout(60_000)

const MODULE = path.resolve(__dirname, "../../demo/lib/postgres.mjs")

describe("the embedded Postgres of the demo", () => {
  let launcher: Launcher
  let dir: string

  beforeAll(async () => {
    launcher = (await import(MODULE)) as Launcher
    // A folder of mkdtemp is open to its owner alone: as root, the user whom Postgres runs as cannot enter it.
    dir = path.join(mkdtempSync(path.join(tmpdir(), "kairos-postgres-test-")), "pg")
  })
  afterAll(() => {
    launcher.removePostgres(dir)
    rmSync(path.dirname(dir), { recursive: true })
  })

  const selectOne = (url: string): Promise<unknown> =>
    launcher.withClient(url, (client) => client.query("select 1"))

  it("keeps its data from one start to the next, in a folder that others cannot enter", async () => {
    const first = await launcher.startPostgres({ dir })
    const url = await launcher.createDatabase(first, "a shop")
    await launcher.withClient(url, (client) => client.query("create table kept as select 42 as it"))
    await first.stop()
    await expect(selectOne(url)).rejects.toThrow()

    const second = await launcher.startPostgres({ dir })
    const { rows } = await launcher.withClient(second.url("a shop"), (client) =>
      client.query<{ it: number }>("select it from kept")
    )
    await second.stop()
    expect(rows).toEqual([{ it: 42 }])
  })

  it("takes another port when the wanted one is taken", async () => {
    const taken = createServer().listen(0, "127.0.0.1")
    await once(taken, "listening")
    const { port } = taken.address() as { port: number }
    const server = await launcher.startPostgres({ dir, port })
    expect(server.port).not.toBe(port)
    await selectOne(server.url("postgres"))
    await server.stop()
    taken.close()
  })

  it("starts over the note of a server that is gone, also when its number belongs to somebody else", async () => {
    const first = await launcher.startPostgres({ dir })
    const { rows } = await launcher.withClient(first.url("postgres"), (client) =>
      client.query<{ data: string }>("select current_setting('data_directory') as data")
    )
    await first.stop()
    writeFileSync(path.join(rows[0]!.data, "postmaster.pid"), `${process.pid}\n${rows[0]!.data}\n`)
    const second = await launcher.startPostgres({ dir })
    await selectOne(second.url("postgres"))
    await second.stop()
  })

  it("ends the server that a killed launcher left running, and starts its own", async () => {
    const { child, pid } = await startElsewhere(dir)
    child.kill("SIGKILL")
    await once(child, "exit")
    expect(existsSync(`/proc/${pid}`) || process.platform !== "linux").toBe(true)
    const server = await launcher.startPostgres({ dir })
    expect(isPostgres(pid)).toBe(false)
    await selectOne(server.url("postgres"))
    await server.stop()
  })

  it("asks for its password", async () => {
    const server = await launcher.startPostgres({ dir })
    const guessed = new URL(server.url("postgres"))
    guessed.password = "postgres"
    await expect(selectOne(guessed.href)).rejects.toThrow(/password/)
    await server.stop()
  })
})

async function startElsewhere(dir: string): Promise<{ child: ChildProcess; pid: number }> {
  const script = `const { startPostgres } = await import(${JSON.stringify(MODULE)})
    const server = await startPostgres({ dir: process.argv[1] })
    console.log(server.process.pid)
    setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ["--input-type=module", "-e", script, "--", dir])
  const [line] = (await once(createInterface({ input: child.stdout }), "line")) as [string]
  return { child, pid: Number(line) }
}

function isPostgres(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("postgres")
  } catch {
    return false
  }
}
