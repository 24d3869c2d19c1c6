import type { Client, Connection, Submittable } from "pg"

/**
 * Runs `COPY … TO STDOUT` and hands each piece of it on as it comes. node-postgres knows the messages of COPY, but offers no query that
 * reads them.
 */
export function copyOut(
  client: Client,
  sql: string,
  onData: (chunk: Buffer) => void
): Promise<void> {
  return new Promise((resolve, reject) => {
    let failed: Error | null = null
    const query = {
      submit: (connection: Connection) =>
        (connection as unknown as { query: (text: string) => void }).query(sql),
      handleCopyData: ({ chunk }: { chunk: Buffer }) => onData(chunk),
      handleCommandComplete: () => undefined,
      handleError: (error: Error) => {
        failed = error
        reject(error)
      },
      handleReadyForQuery: () => {
        if (failed === null) {
          resolve()
        }
      },
    }
    client.query(query as unknown as Submittable)
  })
}
