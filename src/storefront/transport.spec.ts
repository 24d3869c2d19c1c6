import { request, type Transport } from "./transport"

type Pending = { readonly url: string; readonly signal: AbortSignal; answer: () => void }

/** A shop that answers when the test says so, and whose connections hang until then, also when a request is aborted. */
function silentShop() {
  const sent: Pending[] = []
  const transport: Transport = {
    baseUrl: "https://shop.example",
    publishableKey: "pk_1",
    fetch: (url, init) =>
      new Promise((resolve) => {
        const answer = () => resolve(new Response(JSON.stringify({ ok: true })))
        sent.push({ url: String(url), signal: init!.signal!, answer })
      }),
  }
  const ask = (path: string, more: { timeoutMs?: number; keepalive?: boolean } = {}) =>
    request(transport, { path, timeoutMs: 1000, ...more }).catch((error: unknown) => error)
  const paths = () => sent.map(({ url }) => url.replace("https://shop.example", ""))
  return { sent, ask, paths }
}

const settled = () => jest.advanceTimersByTimeAsync(0)

beforeEach(() => {
  jest.useFakeTimers()
})
afterEach(() => {
  jest.useRealTimers()
  delete (globalThis as { document?: unknown }).document
})

describe("in a browser", () => {
  beforeEach(() => {
    ;(globalThis as { document?: unknown }).document = {}
  })

  it("takes two connections at a time, one after the other", async () => {
    const { sent, ask, paths } = silentShop()
    const answers = ["/a", "/b", "/c"].map((path) => ask(path))
    await settled()
    expect(paths()).toEqual(["/a", "/b"])
    sent[1]!.answer()
    await settled()
    expect(paths()).toEqual(["/a", "/b", "/c"])
    sent[0]!.answer()
    sent[2]!.answer()
    expect(await Promise.all(answers)).toEqual([{ ok: true }, { ok: true }, { ok: true }])
  })

  it("leaves the others to the checkout while the shop is silent, and goes on when it answers", async () => {
    const { sent, ask, paths } = silentShop()
    const asked = [ask("/a", { timeoutMs: 150 }), ask("/b", { timeoutMs: 150 }), ask("/c")]
    await jest.advanceTimersByTimeAsync(500)
    const patient = ask("/d", { timeoutMs: 8000 })
    const leaving = ask("/leaving", { keepalive: true })
    await jest.advanceTimersByTimeAsync(1000)
    expect(paths()).toEqual(["/a", "/b"])
    for (const answer of await Promise.all([...asked, leaving])) {
      expect(answer).toMatchObject({ name: "KairosError", status: null })
    }

    // Slow, not gone: whoever still waits is served.
    sent[0]!.answer()
    await settled()
    expect(paths()).toEqual(["/a", "/b", "/d"])
    sent[2]!.answer()
    expect(await patient).toEqual({ ok: true })
  })

  it("sends nothing for whoever waited for a line for too long", async () => {
    const { sent, ask, paths } = silentShop()
    void ask("/a", { timeoutMs: 60_000 })
    void ask("/b", { timeoutMs: 60_000 })
    const late = ask("/c")
    await jest.advanceTimersByTimeAsync(1000)
    expect(await late).toMatchObject({ message: "no answer within 1000 ms" })
    sent[0]!.answer()
    await settled()
    expect(paths()).toEqual(["/a", "/b"])
    const next = ask("/d")
    await settled()
    sent[2]!.answer()
    expect(await next).toEqual({ ok: true })
  })

  it("lets what has to survive leaving the page go beside two that are on their way", async () => {
    const { ask, paths } = silentShop()
    void ask("/a")
    void ask("/b")
    void ask("/leaving", { keepalive: true })
    await settled()
    expect(paths()).toEqual(["/a", "/b", "/leaving"])
  })
})

describe("on a server", () => {
  it("asks for all pages at once and takes a connection back when the time is up", async () => {
    const { sent, ask } = silentShop()
    const answers = ["/a", "/b", "/c"].map((path) => ask(path))
    await settled()
    expect(sent).toHaveLength(3)
    await jest.advanceTimersByTimeAsync(1000)
    expect(sent.every(({ signal }) => signal.aborted)).toBe(true)
    for (const answer of await Promise.all(answers)) expect(answer).toMatchObject({ status: null })
  })
})
