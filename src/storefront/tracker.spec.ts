import { createKairos, type KairosOptions, type Permission } from "./index"
import { VISITOR_KEY } from "./visitor"

type Sent = { readonly path: string; readonly body: any; readonly headers: Record<string, string> }

const ALL: Permission = { storage: true, profiling: true }
const NONE: Permission = { storage: false, profiling: false }
const settle = () => new Promise((resolve) => setTimeout(resolve, 5))

/** What a browser has, and this process has not. */
function fakeBrowser(parts: Readonly<Record<string, unknown>>): () => void {
  const before = Object.keys(parts).map(
    (key) => [key, Object.getOwnPropertyDescriptor(globalThis, key)] as const
  )
  for (const [key, value] of Object.entries(parts)) {
    Object.defineProperty(globalThis, key, { value, configurable: true, writable: true })
  }
  return () => {
    for (const [key, descriptor] of before) {
      if (descriptor === undefined) Reflect.deleteProperty(globalThis, key)
      else Object.defineProperty(globalThis, key, descriptor)
    }
  }
}

describe("the tracker", () => {
  let sent: Sent[]
  let status: () => number
  let permission: Permission
  let kept: Map<string, string>
  let touched: number
  let beacons: { url: string; body: any }[]
  let takesBeacons: boolean
  let listeners: Map<string, () => void>
  let restore: () => void
  const document = { visibilityState: "visible", referrer: "https://partner.example/x" }
  const location = { pathname: "/products/mug", search: "?utm_source=banner&token=secret" }
  const navigator = {
    globalPrivacyControl: false,
    sendBeacon: (url: string, body: string) => {
      if (takesBeacons) beacons.push({ url, body: JSON.parse(body) })
      return takesBeacons
    },
  }

  beforeEach(() => {
    sent = []
    status = () => 202
    permission = ALL
    kept = new Map()
    touched = 0
    beacons = []
    takesBeacons = true
    listeners = new Map()
    document.visibilityState = "visible"
    navigator.globalPrivacyControl = false
    const addEventListener = (name: string, listener: () => void) => listeners.set(name, listener)
    restore = fakeBrowser({ document, location, navigator, addEventListener })
  })
  afterEach(() => restore())

  const client = (more: Partial<KairosOptions> = {}) =>
    createKairos({
      baseUrl: "https://api.shop.example/",
      publishableKey: "pk_1",
      permission: () => permission,
      storage: {
        getItem: (key) => (touched++, kept.get(key) ?? null),
        setItem: (key, value) => void (touched++, kept.set(key, value)),
        removeItem: (key) => void (touched++, kept.delete(key)),
      },
      fetch: ((url: string, init: RequestInit) => {
        sent.push({
          path: new URL(url).pathname,
          body: JSON.parse(init.body as string),
          headers: init.headers as Record<string, string>,
        })
        const code = status()
        return code === 0
          ? Promise.reject(new TypeError("offline"))
          : Promise.resolve(new Response("{}", { status: code }))
      }) as typeof fetch,
      ...more,
    })
  const names = () => sent.flatMap(({ body }) => (body.events ?? []).map((one: any) => one.name))

  it.each([
    ["nothing", NONE],
    ["storage alone", { storage: true, profiling: false }],
    ["profiling alone", { storage: false, profiling: true }],
  ])("leaves no trace and sends nothing where %s is allowed", async (_, allowed) => {
    permission = allowed
    const { tracker } = client()
    tracker.pageViewed("/products")
    tracker.productViewed("prod_1")
    tracker.track("searched", { query: "mug" })
    await tracker.identify()
    await tracker.flush()
    expect([sent, touched, listeners.size]).toEqual([[], 0, 0])
    permission = ALL
    await tracker.flush()
    expect(sent).toEqual([])
  })

  it("honours Global Privacy Control, whatever the banner says", async () => {
    navigator.globalPrivacyControl = true
    const kairos = client()
    kairos.tracker.pageViewed("/")
    await kairos.tracker.flush()
    expect(kairos.visitorId()).toBeNull()
    expect([sent, touched]).toEqual([[], 0])
  })

  it("sends what happened together, with the visitor and the zone", async () => {
    const { tracker } = client({ getToken: () => "jwt" })
    tracker.pageViewed("/products/mug")
    tracker.pageViewed("/products/mug")
    tracker.productViewed("prod_mug")
    tracker.pageViewed("/products/lamp")
    tracker.productViewed("prod_lamp")
    await tracker.flush()
    expect(sent).toHaveLength(1)
    const [{ path, body, headers }] = sent as [Sent]
    expect([path, headers["x-publishable-api-key"], headers.authorization]).toEqual([
      "/store/kairos/events",
      "pk_1",
      "Bearer jwt",
    ])
    expect(body).toMatchObject({ visitor_id: kept.get(VISITOR_KEY), consent: "storage,profiling" })
    expect(body.time_zone).toBe(new Intl.DateTimeFormat().resolvedOptions().timeZone)
    expect(body.events.map(({ name, properties }: any) => [name, properties])).toEqual([
      [
        "page_viewed",
        { path: "/products/mug", referrer: "https://partner.example/x", utm_source: "banner" },
      ],
      ["product_viewed", { path: "/products/mug", product_id: "prod_mug" }],
      ["page_left", { path: "/products/mug", seconds: expect.any(Number) }],
      ["page_viewed", { path: "/products/lamp" }],
      [
        "product_viewed",
        { path: "/products/lamp", product_id: "prod_lamp", from_product_id: "prod_mug" },
      ],
    ])
    expect(new Set(body.events.map(({ id }: any) => id)).size).toBe(5)
  })

  it("sends a failed batch once more with the same ids, and then gives up", async () => {
    status = () => 0
    const { tracker } = client()
    tracker.track("cart_viewed")
    for (let i = 0; i < 4; i++) await tracker.flush()
    expect(sent).toHaveLength(2)
    expect(sent[1]!.body.events).toEqual(sent[0]!.body.events)
  })

  it("does not send again what the shop refused", async () => {
    status = () => 400
    const { tracker } = client()
    tracker.track("cart_viewed")
    await tracker.flush()
    await tracker.flush()
    expect(sent).toHaveLength(1)
  })

  it("sends full batches at once, and others soon", async () => {
    const { tracker } = client()
    for (let i = 0; i < 25; i++) tracker.track("cart_viewed")
    await settle()
    expect(sent.map(({ body }) => body.events.length)).toEqual([25])
    jest.useFakeTimers()
    try {
      tracker.track("cart_viewed")
      jest.advanceTimersByTime(1_999)
      expect(sent).toHaveLength(1)
      jest.advanceTimersByTime(1)
      await jest.advanceTimersByTimeAsync(0)
      expect(sent).toHaveLength(2)
    } finally {
      jest.useRealTimers()
    }
  })

  it("leaves with a beacon, and with a request where there is none", async () => {
    const { tracker } = client()
    tracker.pageViewed("/cart")
    document.visibilityState = "hidden"
    listeners.get("visibilitychange")!()
    expect(beacons).toHaveLength(1)
    expect(beacons[0]!.url).toBe("https://api.shop.example/kairos/events")
    expect(beacons[0]!.body).toMatchObject({ key: "pk_1", visitor_id: kept.get(VISITOR_KEY) })
    expect(beacons[0]!.body.events.map(({ name }: any) => name)).toEqual([
      "page_viewed",
      "page_left",
    ])
    listeners.get("pagehide")!()
    expect(beacons).toHaveLength(1)
    takesBeacons = false
    tracker.track("cart_viewed")
    listeners.get("pagehide")!()
    await settle()
    expect(names()).toEqual(["cart_viewed"])
  })

  it("drops what waits when the consent is taken back, and forgets the visitor here and at the shop", async () => {
    const kairos = client()
    kairos.tracker.pageViewed("/cart")
    await kairos.tracker.flush()
    const visitor_id = kept.get(VISITOR_KEY)
    kairos.tracker.track("cart_viewed")
    permission = NONE
    kairos.setConsent(NONE)
    await kairos.tracker.flush()
    listeners.get("pagehide")!()
    expect(kept.size).toBe(0)
    expect(sent.map(({ path, body }) => [path, body.visitor_id])).toEqual([
      ["/store/kairos/events", visitor_id],
      ["/store/kairos/visitors/forget", visitor_id],
    ])
    expect(beacons).toEqual([])
    permission = ALL
    kairos.setConsent(ALL)
    kairos.tracker.pageViewed("/cart")
    await kairos.tracker.flush()
    expect(kept.get(VISITOR_KEY)).not.toBe(visitor_id)
    expect(names()).toEqual(["page_viewed", "page_viewed"])
  })

  it("may be told the consent instead of asking for it", async () => {
    const kairos = client({ permission: undefined })
    kairos.tracker.track("cart_viewed")
    kairos.setConsent(ALL)
    kairos.tracker.track("searched")
    await kairos.tracker.flush()
    expect(names()).toEqual(["searched"])
  })

  it("links at a login, and makes another visitor after a logout", async () => {
    const kairos = client()
    await kairos.tracker.identify()
    await kairos.tracker.reset()
    await kairos.tracker.identify()
    const ids = sent.map(({ body }) => body.visitor_id)
    expect(names()).toEqual(["logged_in", "logged_in"])
    expect(ids[0]).not.toBe(ids[1])
    expect(sent.map(({ path }) => path)).not.toContain("/store/kairos/visitors/forget")
  })
})
