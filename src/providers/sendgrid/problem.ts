type Failure = {
  readonly code?: unknown
  readonly message?: string
  readonly response?: {
    readonly status?: number
    readonly headers?: Readonly<Record<string, unknown>>
    readonly body?: unknown
    readonly data?: unknown
  }
  readonly errors?: readonly { readonly code?: string }[]
}

const LONGEST_WAIT_SECONDS = 3600

/**
 * What went wrong, in the words by which Kairos decides on another try: `HTTP 429 retry-after=30` for an answer, the
 * system's code (`ECONNREFUSED`: surely not sent) or `timeout` where none came. SendGrid's own sentences are left out,
 * because they quote addresses (B-30); the field that it refused is named.
 */
export function problemOf(error: unknown, timeoutMs: number, now: Date): string {
  const failure = error as Failure
  const status = statusOf(failure)
  if (status !== null) {
    const wait = status === 429 || status === 503 ? secondsToWait(failure, now) : null
    const field = refusedField(failure)
    return [
      `HTTP ${status}`,
      ...(wait === null ? [] : [`retry-after=${wait}`]),
      ...(field === null ? [] : [field]),
    ].join(" ")
  }
  if (failure.code === "ERR_CANCELED" || failure.code === "ECONNABORTED") {
    return `timeout after ${timeoutMs} ms`
  }
  const code = typeof failure.code === "string" ? failure.code : failure.errors?.[0]?.code
  return code ?? "the request failed before an answer came"
}

/** @sendgrid/client hands a refusal over as `code` and anything else that was answered as axios does. */
function statusOf({ code, response }: Failure): number | null {
  if (response === undefined) {
    return null
  }
  return typeof code === "number" ? code : (response.status ?? null)
}

/** `X-RateLimit-Reset` is a time in seconds, read by the clock of the answer; `Retry-After` counts from now. */
function secondsToWait({ response }: Failure, now: Date): number | null {
  const header = (name: string): number => Number(response?.headers?.[name] ?? Number.NaN)
  const answered = Date.parse(String(response?.headers?.date ?? ""))
  const from = Number.isNaN(answered) ? now.getTime() : answered
  const reset = header("x-ratelimit-reset")
  const seconds = Number.isNaN(reset) ? header("retry-after") : Math.ceil(reset - from / 1000)
  return Number.isNaN(seconds) ? null : Math.min(LONGEST_WAIT_SECONDS, Math.max(1, seconds))
}

function refusedField({ response }: Failure): string | null {
  const body = response?.body as { errors?: readonly { field?: unknown }[] } | undefined
  const field = Array.isArray(body?.errors) ? body.errors[0]?.field : undefined
  return typeof field === "string" && /^[\w.]{1,80}$/.test(field) ? field : null
}
