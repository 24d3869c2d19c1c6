import { knex } from "@medusajs/framework/mikro-orm/knex"
import { secondConnections, watchConnections } from "./one-connection"

// Every pool for Postgres in this process, whoever makes it, has a client of this class.
watchConnections(knex({ client: "pg" }).client.constructor)

afterEach(() => {
  expect(secondConnections()).toEqual([])
})
