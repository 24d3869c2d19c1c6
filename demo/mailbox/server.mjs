import { randomBytes, randomUUID } from "node:crypto"
import { createServer } from "node:http"
import path from "node:path"
import { fileURLToPath } from "node:url"
import { parseArgs } from "node:util"
import { checkBehaviour, takeBehaviour, WELL_BEHAVED } from "./behaviour.mjs"
import { mailboxPage } from "./page.mjs"
import { appendLine, openMailStore } from "./store.mjs"

const MAX_BODY_BYTES = 5_000_000

/**
 * The e-mail vendor of the demo: takes mails over HTTP and shows them. For tests it can misbehave, and keeps a journal
 * of every call that it accepted, which another process can compare with its own books.
 *
 * `POST /send` `{ to, from, subject, html, text, headers }` → 202 `{ id }`; the header `Idempotency-Key` goes to the
 * journal, and a second call with the same key is accepted again, as e-mail vendors do. `GET /messages?to=&limit=`,
 * `GET /messages/:id`, `DELETE /messages`, `GET|POST /behaviour` (behaviour.mjs), `GET /` for people.
 * @param {{ port: number, file?: string | null, journal?: string | null, behaviour?: unknown }} options
 * @returns {Promise<{ url: string, port: number, stop: () => Promise<void> }>}
 */
export async function startMailbox({ port, file = null, journal = null, behaviour = {} }) {
  const checked = checkBehaviour(behaviour)
  if ("problem" in checked) {
    throw new Error(`mailbox behaviour: ${checked.problem}`)
  }
  const state = { store: openMailStore(file), journal, current: checked, hanging: new Set() }
  const server = createServer((request, response) => {
    answer(state, request, response).catch((error) => {
      if (!response.headersSent) {
        json(response, error.status ?? 500, { message: error.message })
      }
    })
  })
  await new Promise((resolve, reject) => {
    server.once("error", reject)
    server.listen(port, "127.0.0.1", () => resolve(undefined))
  })
  const taken = server.address().port
  return {
    url: `http://localhost:${taken}`,
    port: taken,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        // Calls that hang on purpose would keep the server open for ever.
        server.closeAllConnections()
      }),
  }
}

async function answer(state, request, response) {
  const url = new URL(request.url, "http://mailbox")
  const route = `${request.method} ${url.pathname}`
  const single = /^\/messages\/([\w-]+)(\/html)?$/.exec(url.pathname)
  if (route === "POST /send") {
    return await takeMail(state, request, response)
  }
  if (route === "GET /") {
    return showPage(state, url, request, response)
  }
  if (route === "GET /messages") {
    const limit = Number(url.searchParams.get("limit") ?? Infinity)
    const messages = state.store.list(url.searchParams.get("to") || null)
    return json(response, 200, { messages: messages.slice(0, limit) })
  }
  if (route === "DELETE /messages") {
    state.store.clear()
    return json(response, 200, { messages: [] })
  }
  if (single !== null && request.method === "GET") {
    return showMail(state.store.find(single[1]), single[2] !== undefined, response)
  }
  if (url.pathname === "/behaviour") {
    return await changeBehaviour(state, request, response)
  }
  return json(response, 404, { message: `there is nothing at ${route}` })
}

async function takeMail(state, request, response) {
  const body = await readJson(request)
  const wrong = ["to", "subject"].find(
    (field) => typeof body[field] !== "string" || body[field] === ""
  )
  if (wrong !== undefined) {
    return json(response, 400, { message: `${wrong} is missing; expected a text` })
  }
  const behaviour = takeBehaviour(state, body.to)
  if (/^\d+$/.test(behaviour.mode)) {
    const wait = behaviour.retry_after
    const headers = wait === null ? {} : { "retry-after": String(wait) }
    return json(response, Number(behaviour.mode), { message: "as asked by a test" }, headers)
  }
  if (behaviour.mode === "hang") {
    return hangOn(state, request.socket)
  }
  if (behaviour.mode === "reset") {
    return request.socket.resetAndDestroy()
  }
  if (behaviour.mode === "slow") {
    await new Promise((resolve) => setTimeout(resolve, behaviour.ms))
  }
  const mail = accept(state, body, request.headers["idempotency-key"] ?? null)
  if (behaviour.mode === "reset-after-accept") {
    return request.socket.resetAndDestroy()
  }
  if (behaviour.mode === "accept-then-hang") {
    return hangOn(state, request.socket)
  }
  return json(response, 202, { id: mail.id })
}

/** Until the behaviour changes: then the vendor is back, and has forgotten who was waiting. */
function hangOn(state, socket) {
  state.hanging.add(socket)
  socket.once("close", () => state.hanging.delete(socket))
}

function accept(state, body, key) {
  const headers = typeof body.headers === "object" && body.headers !== null ? body.headers : {}
  const mail = {
    id: randomUUID(),
    to: body.to,
    from: String(body.from ?? ""),
    subject: body.subject,
    html: String(body.html ?? ""),
    text: String(body.text ?? ""),
    headers: Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name, String(value)])
    ),
    idempotency_key: key,
    sent_at: new Date().toISOString(),
  }
  // The journal first: what it holds has surely been accepted, and the caller may never hear of it.
  appendLine(state.journal, {
    at: mail.sent_at,
    id: mail.id,
    idempotency_key: key,
    to: mail.to,
    subject: mail.subject,
  })
  state.store.add(mail)
  return mail
}

async function changeBehaviour(state, request, response) {
  if (request.method === "POST") {
    const behaviour = checkBehaviour(await readJson(request))
    if ("problem" in behaviour) {
      return json(response, 400, { message: behaviour.problem })
    }
    state.current = behaviour
  }
  if (request.method === "DELETE") {
    state.current = WELL_BEHAVED
  }
  if (request.method !== "GET") {
    state.hanging.forEach((socket) => socket.resetAndDestroy())
  }
  return json(response, 200, { behaviour: state.current })
}

function showPage(state, url, request, response) {
  const nonce = randomBytes(16).toString("base64")
  const to = url.searchParams.get("to") || null
  const acceptLanguage = request.headers["accept-language"] ?? ""
  const page = mailboxPage({ mails: state.store.list(to), to, acceptLanguage, nonce })
  const policy = `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'; img-src data:; frame-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'`
  html(response, page, policy)
}

function showMail(mail, asHtml, response) {
  if (mail === null) {
    return json(response, 404, { message: "there is no such mail" })
  }
  if (!asHtml) {
    return json(response, 200, { message: mail })
  }
  // Links open in a new tab, outside of the frame; scripts of a mail never run.
  const policy =
    "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; img-src http: https: data:; style-src 'unsafe-inline'; font-src https: data:"
  html(response, withBase(mail.html), policy)
}

/** Inside the head: before a doctype it would put the mail into quirks mode. */
function withBase(mail) {
  const base = '<base target="_blank">'
  return /<head[^>]*>/i.test(mail)
    ? mail.replace(/<head[^>]*>/i, (head) => head + base)
    : base + mail
}

/** Only JSON is taken, so that a page of another site cannot post here with a plain form. */
async function readJson(request) {
  if (!/^application\/json\b/.test(request.headers["content-type"] ?? "")) {
    throw Object.assign(new Error("expected content-type application/json"), { status: 415 })
  }
  const chunks = []
  let size = 0
  for await (const chunk of request) {
    size += chunk.length
    if (size > MAX_BODY_BYTES) {
      throw Object.assign(new Error(`a mail may have ${MAX_BODY_BYTES} bytes`), { status: 413 })
    }
    chunks.push(chunk)
  }
  try {
    return Object(JSON.parse(Buffer.concat(chunks).toString("utf8")))
  } catch {
    throw Object.assign(new Error("the body is no JSON"), { status: 400 })
  }
}

function json(response, status, body, headers = {}) {
  response.writeHead(status, { "content-type": "application/json; charset=utf-8", ...headers })
  response.end(JSON.stringify(body))
}

function html(response, page, policy) {
  response.writeHead(200, {
    "content-type": "text/html; charset=utf-8",
    "content-security-policy": policy,
    "x-content-type-options": "nosniff",
    "cache-control": "no-store",
  })
  response.end(page)
}

async function main() {
  const text = { type: "string" }
  const { values } = parseArgs({
    options: { port: text, file: text, journal: text, behaviour: text },
  })
  const behaviour = values.behaviour ?? process.env.KAIROS_MAILBOX_BEHAVIOUR ?? "ok"
  const mailbox = await startMailbox({
    port: Number(values.port ?? 0),
    file: values.file ?? null,
    journal: values.journal ?? null,
    behaviour: behaviour.startsWith("{") ? JSON.parse(behaviour) : { mode: behaviour },
  })
  console.log(`mailbox ${mailbox.url}`)
  for (const signal of ["SIGINT", "SIGTERM"]) {
    process.once(signal, () => void mailbox.stop().then(() => process.exit(0)))
  }
}

if (process.argv[1] && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  main().catch((error) => {
    console.error(error.message)
    process.exit(1)
  })
}
