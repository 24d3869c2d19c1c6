/** An answer that is not the wished one. `status` is null when nobody answered (or not in time). */
export class KairosError extends Error {
  constructor(
    message: string,
    readonly status: number | null
  ) {
    super(message)
    this.name = "KairosError"
  }
}

export type Transport = {
  readonly baseUrl: string
  readonly publishableKey: string
  readonly getToken?: () => string | null | undefined | Promise<string | null | undefined>
  /** The language of messages for the shopper; without it the browser's. */
  readonly getLocale?: () => string | undefined
  readonly credentials?: "include" | "same-origin" | "omit"
  readonly fetch?: typeof globalThis.fetch
  /** Sent with every request, such as the browser's own when a server asks for it. */
  readonly headers?: Readonly<Record<string, string>>
}

export type Call = {
  readonly path: string
  readonly query?: Readonly<Record<string, string | null | undefined>>
  readonly body?: unknown
  readonly keepalive?: boolean
  /** Milliseconds for everything: the token, the connection, the whole body. */
  readonly timeoutMs: number
}

const address = (baseUrl: string, { path, query }: Call): string => {
  const pairs = Object.entries(query ?? {}).flatMap(([key, value]) =>
    value === null || value === undefined || value === ""
      ? []
      : [`${encodeURIComponent(key)}=${encodeURIComponent(value)}`]
  )
  return baseUrl.replace(/\/+$/, "") + path + (pairs.length > 0 ? `?${pairs.join("&")}` : "")
}

const messageOf = (body: unknown, status: number): string => {
  const message = (body as { message?: unknown } | null)?.message
  return typeof message === "string" ? message : `the shop answered with status ${status}`
}

const send = async (transport: Transport, call: Call, signal: AbortSignal): Promise<unknown> => {
  const token = await transport.getToken?.()
  const headers: Record<string, string> = {
    ...transport.headers,
    accept: "application/json",
    "x-publishable-api-key": transport.publishableKey,
  }
  if (token) headers["authorization"] = `Bearer ${token}`
  const locale = transport.getLocale?.()
  if (locale) headers["accept-language"] = locale
  if (call.body !== undefined) headers["content-type"] = "application/json"
  // "no-store": a server that renders pages must not keep one shopper's answer for the next, whatever its fetch does.
  const init: RequestInit & { cache: "no-store" } = {
    method: call.body === undefined ? "GET" : "POST",
    headers,
    cache: "no-store",
    credentials: transport.credentials ?? "same-origin",
    keepalive: call.keepalive ?? false,
    signal,
    ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
  }
  const fetchIt = transport.fetch ?? globalThis.fetch
  const response = await fetchIt(address(transport.baseUrl, call), init)
  const body: unknown = await response.json().catch(() => null)
  if (!response.ok) throw new KairosError(messageOf(body, response.status), response.status)
  return body
}

/** What is on its way, what of it nobody waits for any more, and who waits for a free line. */
type Lines = { busy: number; overdue: number; readonly waiting: (() => void)[] }

/**
 * A browser opens six connections to an address, and one whose preflight hangs stays open also when the request is aborted. More
 * than these would leave the shop's checkout without one while Kairos is silent.
 */
const LINES = 2
const lines = new WeakMap<Transport, Lines>()

/** A line is held until the browser gives its connection back, however long ago its caller went on without an answer. */
const linesOf = (transport: Transport): Lines => {
  const known = lines.get(transport) ?? { busy: 0, overdue: 0, waiting: [] }
  lines.set(transport, known)
  return known
}

/** All take turns. What has to survive leaving the page does not wait, unless nobody has answered for some time. */
const enter = async (own: Lines, { keepalive }: Call): Promise<void> => {
  while (own.busy >= LINES && !(keepalive === true && own.overdue < LINES)) {
    await new Promise<void>((free) => own.waiting.push(free))
  }
  own.busy += 1
}

/** The answer's JSON. Rejects with a `KairosError`, at the latest when the time is up, also if the token hangs. */
export const request = async (transport: Transport, call: Call): Promise<unknown> => {
  const controller = new AbortController()
  // A server that renders pages has as many connections as it wants, and gets them back.
  const own = "document" in globalThis ? linesOf(transport) : null
  const trip: { state: "waiting" | "sent" | "overdue" | "given up" } = { state: "waiting" }
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new KairosError(`no answer within ${call.timeoutMs} ms`, null))
      if (own === null) controller.abort()
      else if (trip.state === "waiting") trip.state = "given up"
      else {
        trip.state = "overdue"
        own.overdue += 1
      }
    }, call.timeoutMs)
  })
  const work = async (): Promise<unknown> => {
    if (own === null) return send(transport, call, controller.signal)
    await enter(own, call)
    try {
      if (trip.state === "given up") return null
      trip.state = "sent"
      return await send(transport, call, controller.signal)
    } finally {
      own.busy -= 1
      if (trip.state === "overdue") own.overdue -= 1
      own.waiting.shift()?.()
    }
  }
  try {
    return await Promise.race([work(), late])
  } catch (error) {
    if (error instanceof KairosError) throw error
    throw new KairosError(error instanceof Error ? error.message : String(error), null)
  } finally {
    clearTimeout(timer)
  }
}
