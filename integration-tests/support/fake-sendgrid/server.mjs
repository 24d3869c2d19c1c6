import { generateKeyPairSync, randomBytes } from "node:crypto"
import { createServer } from "node:http"
import path from "node:path"
import { fileURLToPath } from "node:url"
import { parseArgs } from "node:util"
import { checkBehaviour, takeBehaviour, WELL_BEHAVED } from "../../../demo/mailbox/behaviour.mjs"
import { appendLine } from "../../../demo/mailbox/store.mjs"
import { postReports, reportsOf } from "./reports.mjs"

/**
 * SendGrid for tests, in a process of its own, with a journal of every mail that it accepted.
 *
 * `POST /v3/mail/send` takes what SendGrid takes and answers 202 with `X-Message-Id`. It refuses a key that is not the one
 * it was started with (401), a mail that SendGrid would refuse (400 with `errors`), and whatever `/behaviour` says.
 * `GET|POST|DELETE /behaviour` is that of the demo's mailbox (behaviour.mjs): `{ mode, ms, retry_after, times, to }` with `mode`
 * `ok`, a status, `hang`, `reset`, `reset-after-accept`, `accept-then-hang` or `slow`. 429 carries `X-RateLimit-Reset`, 502 is HTML.
 * `GET /journal` lists what was accepted, oldest first: `{ at, message_id, to, delivery_id, attempt, custom_args, headers, from, reply_to, subject, text, html }`.
 * `GET /verification-key` is the key that its reports are signed with, as SendGrid shows it.
 * `POST /reports` sends signed reports about accepted mails, see reports.mjs.
 */
export async function startFakeSendgrid({ port, journal, apiKey }) {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "prime256v1" })
  const state = { journal, apiKey, accepted: [], current: WELL_BEHAVED, privateKey, publicKey }
  const server = createServer((request, response) => {
    answer(state, request, response).catch((error) => {
      if (!response.headersSent) {
        json(response, error.status ?? 500, { errors: [{ message: error.message, field: null }] })
      }
    })
  })
  await new Promise((resolve, reject) => {
    server.once("error", reject)
    server.listen(port, "127.0.0.1", () => resolve(undefined))
  })
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        // Calls that hang on purpose would keep the server open for ever.
        server.closeAllConnections()
      }),
  }
}

async function answer(state, request, response) {
  const { pathname } = new URL(request.url, "http://sendgrid")
  switch (`${request.method} ${pathname}`) {
    case "POST /v3/mail/send":
      return await takeMail(state, request, response)
    case "GET /journal":
      return json(response, 200, { journal: state.accepted })
    case "GET /verification-key": {
      const key = state.publicKey.export({ format: "der", type: "spki" }).toString("base64")
      return json(response, 200, { key })
    }
    case "GET /behaviour":
      return json(response, 200, { behaviour: state.current })
    case "POST /behaviour":
      state.current = checkedBehaviour(await readJson(request))
      return json(response, 200, { behaviour: state.current })
    case "DELETE /behaviour":
      state.current = WELL_BEHAVED
      return json(response, 200, { behaviour: state.current })
    case "POST /reports": {
      const { url, ...wanted } = await readJson(request)
      const events = reportsOf(state.accepted, wanted)
      return json(response, 200, await postReports(state.privateKey, url, events, wanted))
    }
    default:
      return json(response, 404, { errors: [{ message: "there is nothing here", field: null }] })
  }
}

function checkedBehaviour(input) {
  const behaviour = checkBehaviour(input)
  if ("problem" in behaviour) {
    throw Object.assign(new Error(behaviour.problem), { status: 400 })
  }
  return behaviour
}

async function takeMail(state, request, response) {
  if (request.headers.authorization !== `Bearer ${state.apiKey}`) {
    const message = "The provided authorization grant is invalid, expired, or revoked"
    return json(response, 401, { errors: [{ field: null, message }] })
  }
  const mail = await readJson(request)
  const problem = problemOf(mail)
  if (problem !== null) {
    return json(response, 400, { errors: [problem] })
  }
  const behaviour = takeBehaviour(state, mail.personalizations[0].to[0].email)
  if (/^\d+$/.test(behaviour.mode)) {
    return refuse(response, Number(behaviour.mode), behaviour.retry_after)
  }
  if (behaviour.mode === "hang") {
    return
  }
  if (behaviour.mode === "reset") {
    return request.socket.resetAndDestroy()
  }
  if (behaviour.mode === "slow") {
    await new Promise((resolve) => setTimeout(resolve, behaviour.ms))
  }
  const id = accept(state, mail)
  if (behaviour.mode === "reset-after-accept") {
    return request.socket.resetAndDestroy()
  }
  if (behaviour.mode !== "accept-then-hang") {
    response.writeHead(202, { "x-message-id": id })
    response.end()
  }
}

function refuse(response, status, wait) {
  if (status === 502) {
    response.writeHead(502, { "content-type": "text/html" })
    return response.end("<html><body><h1>502 Bad Gateway</h1></body></html>")
  }
  const reset = Math.ceil(Date.now() / 1000 + (wait ?? 0))
  const headers = status === 429 ? { "x-ratelimit-reset": String(reset) } : {}
  // SendGrid quotes the address in its sentences; so does this, to show that ours do not.
  const message = "as asked by a test, about somebody@shop.example"
  return json(response, status, { errors: [{ message, field: null }] }, headers)
}

/** What SendGrid refuses of what a provider may get wrong. */
function problemOf(mail) {
  const personalizations = mail.personalizations ?? []
  if (personalizations.length === 0 || personalizations.length > 1000) {
    return { field: "personalizations", message: "expected 1 to 1,000 personalizations" }
  }
  const addresses = personalizations.flatMap(({ to }) => (to ?? []).map(({ email }) => email))
  const wrong = addresses.findIndex((email) => !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email ?? ""))
  if (wrong >= 0 || addresses.length === 0) {
    return { field: "personalizations.0.to.0.email", message: `Does not contain a valid address.` }
  }
  if (new Set(addresses.map((email) => email.toLowerCase())).size !== addresses.length) {
    return { field: "personalizations.0.to", message: "Each address may appear once in a request" }
  }
  if (!mail.from?.email) {
    return { field: "from.email", message: "The from object must be provided" }
  }
  const reserved = /^(x-sg-|received$|dkim-|content-|to$|from$|subject$|reply-to$|cc$|bcc$)/i
  const header = Object.keys(mail.headers ?? {}).find((name) => reserved.test(name))
  if (header !== undefined) {
    return { field: `headers.${header}`, message: "This header is reserved" }
  }
  const types = (mail.content ?? []).map(({ type }) => type)
  if (mail.template_id === undefined && (types.length === 0 || types.indexOf("text/plain") > 0)) {
    return { field: "content", message: "text/plain must come first, and one content is needed" }
  }
  return null
}

function accept(state, mail) {
  const id = randomBytes(16).toString("base64url")
  const args = mail.custom_args ?? {}
  const content = (type) => mail.content?.find((part) => part.type === type)?.value ?? null
  const entry = {
    at: new Date().toISOString(),
    message_id: id,
    to: mail.personalizations[0].to[0].email,
    delivery_id: args.kairos_delivery_id ?? null,
    attempt: args.kairos_attempt === undefined ? null : Number(args.kairos_attempt),
    custom_args: args,
    headers: mail.headers ?? {},
    from: mail.from,
    reply_to: mail.reply_to ?? null,
    tracking: mail.tracking_settings ?? {},
    subject: mail.subject ?? null,
    text: content("text/plain"),
    html: content("text/html"),
  }
  // The journal first: what it holds has surely been accepted, and the caller may never hear of it.
  appendLine(state.journal, entry)
  state.accepted.push(entry)
  return id
}

async function readJson(request) {
  const chunks = []
  for await (const chunk of request) {
    chunks.push(chunk)
  }
  try {
    return Object(JSON.parse(Buffer.concat(chunks).toString("utf8")))
  } catch {
    throw Object.assign(new Error("the body is no JSON"), { status: 400 })
  }
}

function json(response, status, body, headers = {}) {
  response.writeHead(status, { "content-type": "application/json", ...headers })
  response.end(JSON.stringify(body))
}

async function main() {
  const text = { type: "string" }
  const { values } = parseArgs({ options: { port: text, journal: text, key: text } })
  const fake = await startFakeSendgrid({
    port: Number(values.port ?? 0),
    journal: values.journal ?? null,
    apiKey: values.key ?? "",
  })
  console.log(`sendgrid ${fake.url}`)
  for (const signal of ["SIGINT", "SIGTERM"]) {
    process.once(signal, () => void fake.stop().then(() => process.exit(0)))
  }
}

if (process.argv[1] && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  main().catch((error) => {
    console.error(error.message)
    process.exit(1)
  })
}
