import { ImportError } from "../importers/import-error"
import type { Terminal } from "./terminal"

export type Shop = {
  readonly post: <T>(path: string, body: Readonly<Record<string, unknown>>) => Promise<T>
}

const WHERE = "give --shop https://api.shop.example, the address at which Medusa answers"
const KEY = "KAIROS_API_KEY"

/**
 * The running shop, by a secret API key: what needs the shop's secret is done there and not here.
 * @throws ImportError when the address or the key is missing
 */
export function shopApi(address: string | undefined, { env }: Terminal): Shop {
  const key = env[KEY]
  if (address === undefined || !/^https?:\/\/[^\s/@]+/.test(address)) {
    throw new ImportError(`which shop? ${WHERE}`)
  }
  if (key === undefined || key === "") {
    throw new ImportError(
      `${KEY} is not set: make a secret API key in the admin (Settings, Secret API keys) and put it there`
    )
  }
  const root = address.replace(/\/+$/, "")
  const authorization = `Basic ${Buffer.from(`${key}:`).toString("base64")}`
  return {
    post: async <T>(path: string, body: Readonly<Record<string, unknown>>) => {
      const response = await asked(root, () =>
        fetch(`${root}${path}`, {
          method: "POST",
          headers: { authorization, "content-type": "application/json" },
          body: JSON.stringify(body),
          redirect: "error",
        })
      )
      const answer = (await response.json().catch(() => ({}))) as { message?: unknown }
      if (!response.ok) {
        throw new ImportError(refusal(root, response.status, answer.message))
      }
      return answer as T
    },
  }
}

async function asked(root: string, ask: () => Promise<Response>): Promise<Response> {
  try {
    return await ask()
  } catch {
    throw new ImportError(`${root} does not answer; is the shop up, and is this Medusa's address?`)
  }
}

function refusal(root: string, status: number, message: unknown): string {
  if (status === 401) {
    return `${root} does not know the key in ${KEY}; make a new secret API key in the admin`
  }
  return `${root} answered ${status}${typeof message === "string" ? `: ${message}` : ""}`
}
