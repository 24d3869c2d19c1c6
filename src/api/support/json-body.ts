import { badRequest } from "./validate"

/** `sendBeacon` sends its JSON as text/plain. @param example what the body looks like, for the message */
export function jsonBody(body: unknown, example: string): unknown {
  if (typeof body !== "string") {
    return body
  }
  try {
    return JSON.parse(body) as unknown
  } catch {
    throw badRequest([{ path: "", message: `the body must be JSON such as ${example}` }])
  }
}
