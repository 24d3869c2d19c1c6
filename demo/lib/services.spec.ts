import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import path from "node:path"

type AnswersAs = (api: string, publishableKey: string) => Promise<boolean>

const KEY = "pk_ours"

/** What Medusa answers to a key that it does not know. */
const serve = (known: string) =>
  createServer((request, response) => {
    const isOurs = request.headers["x-publishable-api-key"] === known
    response.writeHead(request.url?.startsWith("/health") || isOurs ? 200 : 400).end("{}")
  })

describe("whoever waits for the demo's Medusa", () => {
  it.each([
    ["takes the shop that was built", KEY, true],
    ["takes no other shop that stands at its port", "pk_of_a_stranger", false],
  ])("%s", async (_name, known, expected) => {
    // A variable, because TypeScript knows nothing of the launcher's plain modules.
    const module = path.join(__dirname, "services.mjs")
    const { answersAs } = (await import(module)) as { answersAs: AnswersAs }
    const server = serve(known)
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
    const { port } = server.address() as AddressInfo
    expect(await answersAs(`http://127.0.0.1:${port}`, KEY)).toBe(expected)
    await new Promise((resolve) => server.close(resolve))
    expect(await answersAs(`http://127.0.0.1:${port}`, KEY)).toBe(false)
  })
})
