import type { ChildProcess } from "node:child_process"
import type { Client } from "pg"

export type Postgres = {
  /** The address of a database on this server. */
  readonly url: (database: string) => string
  readonly port: number
  readonly user: string
  readonly password: string
  /** File with the server's log. */
  readonly log: string
  readonly process: ChildProcess
  readonly stop: () => Promise<void>
}
export function startPostgres(options: {
  readonly dir: string
  readonly port?: number
  readonly durable?: boolean
  readonly onSpawn?: (stop: () => Promise<void>) => void
}): Promise<Postgres>
export function createDatabase(
  server: Pick<Postgres, "url">,
  name: string,
  options?: { readonly fresh?: boolean; readonly template?: string }
): Promise<string>
export function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T>
export function removePostgres(dir: string): void
