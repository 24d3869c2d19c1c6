import { createHash, createSign } from "node:crypto"

/**
 * What the Event Webhook of SendGrid would say about accepted mails.
 *
 * `{ kinds: ["processed", "delivered"], to?, copies?, shuffle?, batch?, more?, age_seconds? }`: each kind of each mail (or only of those to `to`), each
 * `copies` times; `shuffle` is a seed for their order; `batch` events per request (1,000); `more` stands in every event (`{ type: "blocked" }`);
 * `age_seconds` makes the signature that old. The id of an event follows from its mail and kind, so asking twice repeats it.
 */
export function reportsOf(accepted, { kinds = ["delivered"], to, copies = 1, shuffle, more = {} }) {
  const mails = accepted.filter((mail) => to === undefined || mail.to === to)
  const events = mails.flatMap((mail) =>
    kinds.flatMap((kind, index) => Array(copies).fill(reportOf(mail, kind, index, more)))
  )
  return shuffle === undefined ? events : shuffled(events, Number(shuffle))
}

function reportOf(mail, kind, index, more) {
  const sg_event_id = hash(`${mail.message_id}:${kind}:${JSON.stringify(more)}`).slice(0, 22)
  return {
    email: mail.to,
    timestamp: Math.floor(Date.parse(mail.at) / 1000) + index,
    event: kind,
    sg_event_id,
    sg_message_id: `${mail.message_id}.recvd-0-0`,
    ...mail.custom_args,
    ...more,
  }
}

/** Signed over timestamp and body, as SendGrid does. @returns how many requests were answered with which status */
export async function postReports(privateKey, url, events, { batch = 1000, age_seconds = 0 }) {
  const statuses = {}
  for (let at = 0; at < events.length; at += batch) {
    const body = JSON.stringify(events.slice(at, at + batch))
    const timestamp = String(Math.floor(Date.now() / 1000) - age_seconds)
    const signature = createSign("sha256").update(timestamp).update(body).sign(privateKey, "base64")
    const { status } = await fetch(url, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "X-Twilio-Email-Event-Webhook-Signature": signature,
        "X-Twilio-Email-Event-Webhook-Timestamp": timestamp,
      },
      body,
    })
    statuses[status] = (statuses[status] ?? 0) + 1
  }
  return { events: events.length, statuses }
}

/** The same seed gives the same order. */
function shuffled(events, seed) {
  const rank = new Map(events.map((event, index) => [index, hash(`${seed}:${index}`)]))
  return events
    .map((event, index) => ({ event, index }))
    .sort((a, b) => (rank.get(a.index) < rank.get(b.index) ? -1 : 1))
    .map(({ event }) => event)
}

const hash = (text) => createHash("sha256").update(text).digest("base64url")
