import { browser, type KeyValueStorage } from "./browser"
import { type KairosError, request, type Transport } from "./transport"
import { consentFlags, forgetVisitor, type Permission, visitorId } from "./visitor"

/** What happened, in the names of docs/behaviour-events.md or those that the shop registered. */
export type Properties = Readonly<Record<string, unknown>>

export type Tracker = {
  /** Reports an event, soon and together with others. Without permission nothing is kept or sent, not even later. */
  readonly track: (name: string, properties?: Properties) => void
  /** A page is shown; the one before it is left. The same page twice in a row is one view. */
  readonly pageViewed: (path: string, properties?: Properties) => void
  /** A product is shown. The product of the page before is the one that led here, unless `from` says otherwise. */
  readonly productViewed: (productId: string, from?: string | null) => void
  /** Sends what waits. Resolves when it was sent or given up. */
  readonly flush: () => Promise<void>
  /** Call after a login: links what this visitor did to the customer, where profiling is allowed. */
  readonly identify: () => Promise<void>
  /** Call before the token is dropped at a logout: the next person on this device is another visitor. */
  readonly reset: () => Promise<void>
  /** Drops what waits, and forgets the visitor here and at the shop. */
  readonly forget: () => void
}

type Settings = Transport & { readonly storage?: KeyValueStorage }
type Waiting = {
  readonly id: string
  readonly name: string
  readonly occurred_at: string
  readonly properties: Properties
  readonly again?: true
}

const SOON = 2_000
/** A request that outlives its page may hold 64 KB. */
const BATCH = 25
const MOST = 100
const EVENTS = "/store/kairos/events"

const hex = (): string =>
  Array.from(globalThis.crypto.getRandomValues(new Uint8Array(8)), (byte) =>
    byte.toString(16).padStart(2, "0")
  ).join("")

const timeZone = (): string | undefined =>
  new Intl.DateTimeFormat().resolvedOptions().timeZone as string | undefined

/** Who linked here, and the campaign in the address. */
const origin = (): Properties => {
  const { document, location } = browser()
  const utm = [...new URLSearchParams(location?.search)].filter(([key]) => key.startsWith("utm_"))
  return {
    ...(document?.referrer ? { referrer: document.referrer } : {}),
    ...Object.fromEntries(utm.map(([key, value]) => [key, value.slice(0, 200)])),
  }
}

export const createTracker = (settings: Settings, allowed: () => Permission): Tracker => {
  /** Ids are made once per event: sent again, it is the same event to the shop. */
  let run = ""
  let count = 0
  let waiting: Waiting[] = []
  let timer: ReturnType<typeof setTimeout> | undefined
  let page: { path: string; product: string | null; since: number | null } | null = null
  let before: string | null = null
  let listening = false

  const may = (): boolean => allowed().storage && allowed().profiling

  const take = () => {
    clearTimeout(timer)
    timer = undefined
    const visitor_id = may() ? visitorId(allowed(), settings.storage) : null
    // What was tracked under a permission that is gone is not sent.
    const events = visitor_id === null ? [] : waiting
    waiting = []
    const batches: Waiting[][] = []
    while (events.length > 0) batches.push(events.splice(0, BATCH))
    return batches.map((batch) => ({
      batch,
      body: {
        visitor_id,
        consent: consentFlags(allowed()),
        time_zone: timeZone(),
        events: batch.map(({ again: _again, ...event }) => event),
      },
    }))
  }

  const later = () => (timer ??= setTimeout(() => void flush(), SOON))

  const send = async ({ batch, body }: ReturnType<typeof take>[number]): Promise<void> => {
    try {
      await request(settings, { path: EVENTS, body, keepalive: true, timeoutMs: 10_000 })
    } catch (error) {
      const status = (error as KairosError).status ?? 503
      if ((status < 500 && status !== 429) || !may()) return
      const once = batch.filter((event) => event.again !== true)
      waiting = [...once.map((event) => ({ ...event, again: true as const })), ...waiting].slice(
        -MOST
      )
      if (waiting.length > 0) later()
    }
  }

  const flush = async (): Promise<void> => {
    await Promise.all(take().map(send))
  }

  /** A page that goes away. A beacon cannot carry headers, so the key travels in its body, as plain text: no preflight. */
  const depart = () => {
    left()
    for (const part of take()) {
      const body = JSON.stringify({ key: settings.publishableKey, ...part.body })
      const url = `${settings.baseUrl.replace(/\/+$/, "")}/kairos/events`
      if (browser().navigator?.sendBeacon?.(url, body) !== true) void send(part)
    }
  }

  const listen = () => {
    const { document, addEventListener } = browser()
    if (listening || addEventListener === undefined) return
    listening = true
    addEventListener("pagehide", depart)
    addEventListener("visibilitychange", () => {
      if (document?.visibilityState === "hidden") depart()
      else if (page !== null) page.since = now()
    })
  }

  const now = (): number => globalThis.performance.now()

  const track: Tracker["track"] = (name, properties = {}) => {
    if (!may()) return
    listen()
    run ||= hex()
    waiting.push({
      id: `${run}-${++count}`,
      name,
      occurred_at: new Date().toISOString(),
      properties: { ...(page === null ? {} : { path: page.path }), ...properties },
    })
    waiting = waiting.slice(-MOST)
    if (waiting.length >= BATCH) void flush()
    else later()
  }

  /** Only the time in which the page could be seen counts. */
  const left = () => {
    if (page?.since == null) return
    track("page_left", { seconds: Math.round(Math.min(now() - page.since, 86_400_000) / 100) / 10 })
    page.since = null
  }

  return {
    track,
    pageViewed: (path, properties = {}) => {
      if (!may()) page = null
      if (!may() || page?.path === path) return
      left()
      before = page?.product ?? null
      // The first page brings where its visitor came from.
      const entry = page === null ? origin() : {}
      page = { path, product: null, since: now() }
      track("page_viewed", { ...entry, ...properties })
    },
    productViewed: (product_id, from = before) => {
      if (page?.product === product_id) return
      if (page !== null) page.product = product_id
      const stimulated = from !== null && from !== product_id
      track("product_viewed", { product_id, ...(stimulated ? { from_product_id: from } : {}) })
    },
    flush,
    identify: async () => {
      track("logged_in")
      await flush()
    },
    reset: async () => {
      await flush()
      forgetVisitor(settings.storage)
      page = before = null
    },
    forget: () => {
      waiting = []
      clearTimeout(timer)
      timer = undefined
      run = ""
      page = before = null
      const visitor_id = forgetVisitor(settings.storage)
      if (visitor_id === null) return
      const call = { path: "/store/kairos/visitors/forget", body: { visitor_id }, keepalive: true }
      request(settings, { ...call, timeoutMs: 10_000 }).catch(() => undefined)
    },
  }
}
