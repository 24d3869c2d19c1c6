import type { AddressInfo, Server } from "node:net"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"

/*
 * Medusa in a process of its own, with four routes more: one under /store that answers a constant, which costs what every
 * /store route costs, and three that tell how many statements the database was asked, how long the processor has worked for this
 * process, and how much memory is in use.
 */
type App = {
  readonly get: (
    path: string,
    handler: (request: unknown, response: { readonly json: (body: unknown) => void }) => void
  ) => void
  readonly listen: (port: number, listening: () => void) => Server
}
type Loaders = (input: {
  directory: string
  expressApp: App
}) => Promise<{ container: MedusaContainer }>

const WRITES = /^\s*(insert|update|delete)/i

async function main(): Promise<void> {
  const express = require("express") as () => App
  const loaders = (require("@medusajs/medusa/loaders/index") as { default: Loaders }).default
  const app = express()
  const counts = { statements: 0, writes: 0 }
  app.get("/bench/counts", (_req, res) => {
    res.json(counts)
    counts.statements = 0
    counts.writes = 0
  })
  app.get("/bench/processor", (_req, res) => {
    const { user, system } = process.cpuUsage()
    res.json({ microseconds: user + system })
  })
  app.get("/bench/memory", (_req, res) => {
    globalThis.gc?.()
    res.json({ heap_used: process.memoryUsage().heapUsed })
  })
  const directory = process.env.BENCH_DIRECTORY ?? process.cwd()
  const { container } = await loaders({ directory, expressApp: app })
  app.get("/store/bench-trivial", (_req, res) => {
    res.json({ ok: true })
  })
  const knex: Knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  knex.on("query", ({ sql }: { sql: string }) => {
    // The jobs of this process ask the database, too; a page's statements say where they come from.
    counts.statements += 1
    counts.writes += WRITES.test(sql) ? 1 : 0
  })
  const server = app.listen(0, () => {
    const { port } = server.address() as AddressInfo
    process.send?.({ port })
  })
}

void main()
