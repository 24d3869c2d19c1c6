import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"

type Parse = (argv: readonly string[]) => Record<string, unknown>

describe("the flags of npm start", () => {
  let folder: string
  let parse: Parse
  beforeAll(async () => {
    // A variable, because TypeScript knows nothing of the launcher's plain modules.
    const module = path.resolve(__dirname, "flags.mjs")
    parse = ((await import(module)) as { parseFlags: Parse }).parseFlags
    folder = mkdtempSync(path.join(tmpdir(), "kairos-flags-"))
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  it("takes values beside and behind an equals sign", () => {
    const file = path.join(folder, "orders.csv")
    writeFileSync(file, "order_id\n1\n")
    const flags = parse([
      "--history",
      file,
      "--port=9100",
      "--no-storefront",
      "--shadow",
      "--fresh",
    ])
    expect(flags).toMatchObject({
      history: file,
      port: 9100,
      storefront: false,
      shadow: true,
      fresh: true,
      open: true,
    })
  })

  it.each([
    [["--freh"], /"--freh" is no flag.*Did you mean --fresh\?/],
    [["--nostorefront"], /Did you mean --no-storefront\?/],
    [["orders.csv"], /"orders.csv" is no flag/],
    [["--fresh=yes"], /--fresh takes no value/],
    [["--port"], /--port needs a value, for example --port 9000/],
    [["--port", "--fresh"], /--port needs a value/],
    [["--port", "70000"], /"70000" is no port; expected a whole number from 1 to 65535/],
    [["--history", "/nowhere/orders.csv"], /there is no file \/nowhere\/orders.csv/],
    [["--history", tmpdir()], /is a folder; expected a CSV/],
    [["--currency", "pounds"], /"pounds" is no currency; expected three letters such as gbp/],
  ])("refuses %j and says why", (argv, message) => {
    expect(() => parse(argv)).toThrow(message)
  })

  it("refuses an empty history", () => {
    const file = path.join(folder, "empty.csv")
    writeFileSync(file, "")
    expect(() => parse(["--history", file])).toThrow(/is empty; expected a header/)
  })
})
