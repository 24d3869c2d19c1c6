import type { Knex } from "@medusajs/framework/mikro-orm/knex"

type Wire = {
  readonly query: (text: string) => void
  readonly stream: { readonly pause: () => void; readonly resume: () => void }
}

/** What COPY needs of a connection of node-postgres. */
export type CopyingClient = { readonly query: (query: unknown) => unknown }

/** Waits for what it returns before it asks for more: a stream is quicker than whoever thinks about it. */
export type TakeChunk = (chunk: Buffer) => void | Promise<void>

/**
 * Runs `COPY … TO STDOUT` and hands each piece of it on as it comes. node-postgres knows the messages of COPY, but offers no query that
 * reads them.
 */
export function copyOut(client: CopyingClient, sql: string, onData: TakeChunk): Promise<void> {
  return new Promise((resolve, reject) => {
    let failed: Error | null = null
    let wire: Wire | null = null
    let open = 0
    let ended = false
    const settle = (): void => {
      if (ended && open === 0 && failed === null) {
        resolve()
      }
    }
    const fail = (error: Error): void => {
      failed ??= error
      reject(failed)
    }
    const take = (chunk: Buffer): void => {
      const taken = failed === null ? onData(chunk) : undefined
      if (taken === undefined) {
        return
      }
      open += 1
      wire?.stream.pause()
      void taken.catch(fail).then(() => {
        open -= 1
        if (open === 0) {
          wire?.stream.resume()
        }
        settle()
      })
    }
    client.query({
      submit: (connection: Wire) => {
        wire = connection
        connection.query(sql)
      },
      handleCopyData: ({ chunk }: { chunk: Buffer }) => take(chunk),
      handleCommandComplete: () => undefined,
      handleError: fail,
      handleReadyForQuery: () => {
        ended = true
        settle()
      },
    })
  })
}

/** The same on the connection of a transaction: it sees the transaction's temporary tables. */
export async function copyOutOf(trx: Knex, sql: string, onData: TakeChunk): Promise<void> {
  const client = (await (
    trx.client as { acquireConnection: () => Promise<unknown> }
  ).acquireConnection()) as CopyingClient
  await copyOut(client, sql, onData)
}

const NEWLINE = 10

/** Puts the pieces of a stream together to whole lines, many at once. */
export function wholeLines(onLines: (lines: string[]) => void | Promise<void>): TakeChunk {
  let rest: Buffer[] = []
  return (chunk) => {
    const end = chunk.lastIndexOf(NEWLINE)
    if (end === -1) {
      rest.push(Buffer.from(chunk))
      return undefined
    }
    const text = Buffer.concat([...rest, chunk.subarray(0, end)]).toString("utf8")
    rest = end + 1 < chunk.length ? [Buffer.from(chunk.subarray(end + 1))] : []
    return onLines(text.split("\n"))
  }
}
