import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { BaseShop } from "../support/base-shop"
import { makeBaseShop } from "../support/base-shop-database"
import { httpClient, type HttpClient } from "../support/http-client"
import { startMailbox, type Mailbox } from "../support/mailbox"
import { activated, couponAction, mailAction, makeTemplate } from "../support/marketer"
import { ok, registerShopper, type Shopper, type Shopping } from "../support/shopper"
import { startShop, type ShopEnvironment } from "../support/shop-process"
import { until } from "../support/until"
import { connect, databaseUrl, onServer } from "../support/test-database"

const SHOPPERS = 8
/** Found in no log: a canary. */
export const FIRST_NAME = "Quetzalcoatl"

/** A migrated shop with shoppers who agreed to marketing and an active automation, to be copied for every scenario. */
export type FaultTemplate = {
  readonly database: string
  readonly folder: string
  readonly shop: BaseShop
  readonly shoppers: readonly Shopper[]
  readonly automation_id: string
  readonly admin_token: string
}

export type FaultShop = Shopping & {
  readonly knex: Knex
  readonly database: string
  readonly mailbox: Mailbox
  readonly admin: HttpClient
  readonly environment: ShopEnvironment
  readonly template: FaultTemplate
  readonly drop: () => Promise<void>
}

/** @param root the version that makes it; this one when left out */
export async function makeFaultTemplate(root?: string): Promise<FaultTemplate> {
  const folder = mkdtempSync(path.join(tmpdir(), "kairos-faults-"))
  const database = `kairos_faults_${process.pid}`
  const mailbox = await startMailbox()
  const environment: ShopEnvironment = {
    ...(root === undefined ? {} : { root }),
    databaseUrl: databaseUrl(database),
    mailboxUrl: mailbox.url,
    log: path.join(folder, "prepare.log"),
  }
  const shop = await makeBaseShop(database, environment, {
    ids: path.join(folder, "shop.json"),
    scripts: root !== undefined,
  })
  const medusa = await startShop(environment)
  try {
    const people = shopping(() => medusa.address, shop)
    const shoppers: Shopper[] = []
    for (let i = 0; i < SHOPPERS; i += 1) {
      shoppers.push(await agreeingShopper(people, `shopper${i}@shop.example`))
    }
    const admin_token = await logIn(medusa.address, shop)
    const automation_id = await makeAutomation(adminOf(() => medusa.address, admin_token))
    await everythingDecided(database)
    return { database, folder, shop, shoppers, automation_id, admin_token }
  } finally {
    await medusa.kill()
    await mailbox.stop()
  }
}

/** A fault that counts claims must not meet what the template left behind. */
async function everythingDecided(database: string): Promise<void> {
  const knex = connect(databaseUrl(database))
  try {
    await until("the template's events to be decided", async () => {
      const waiting = await knex("kairos_inbox").where({ status: "pending" }).first("id")
      return waiting === undefined ? true : null
    })
  } finally {
    await knex.destroy()
  }
}

export async function dropTemplate(template: FaultTemplate): Promise<void> {
  await onServer((server) =>
    server.raw("drop database if exists ?? with (force)", [template.database])
  )
  rmSync(template.folder, { recursive: true, force: true })
}

/** A copy of the template with a provider of its own; `address` is where Medusa answers at the moment. */
export async function openShop(
  template: FaultTemplate,
  name: string,
  address: () => string
): Promise<FaultShop> {
  const database = `${template.database}_${name}`
  await onServer(async (server) => {
    // Connections of a process that was killed may still be closing; a template must have none.
    await server.raw("select pg_terminate_backend(pid) from pg_stat_activity where datname = ?", [
      template.database,
    ])
    await server.raw("create database ?? template ??", [database, template.database])
  })
  const knex = connect(databaseUrl(database))
  const mailbox = await startMailbox()
  return {
    ...shopping(address, template.shop),
    admin: adminOf(address, template.admin_token),
    knex,
    database,
    mailbox,
    template,
    environment: {
      databaseUrl: databaseUrl(database),
      mailboxUrl: mailbox.url,
      log: path.join(template.folder, `${name}.log`),
    },
    drop: async () => {
      await knex.destroy()
      await mailbox.stop()
      await onServer((server) => server.raw("drop database if exists ?? with (force)", [database]))
    },
  }
}

function shopping(address: () => string, shop: BaseShop): Shopping {
  const key = { "x-publishable-api-key": shop.publishable_key }
  return {
    shop: () => shop,
    store: httpClient(address, () => key),
    storeAs: ({ token }) =>
      httpClient(address, () => ({ ...key, authorization: `Bearer ${token}` })),
  }
}

async function agreeingShopper(people: Shopping, email: string): Promise<Shopper> {
  const shopper = await registerShopper(people, email, { first_name: FIRST_NAME })
  await setMarketing(people, shopper, true)
  return shopper
}

/** What the preferences page does. */
export async function setMarketing(
  people: Shopping,
  shopper: Shopper,
  granted: boolean
): Promise<void> {
  ok(
    await people.storeAs(shopper).post("/store/kairos/preferences", {
      consents: [{ purpose: "marketing", channel: "email", granted }],
    })
  )
}

async function logIn(address: string, shop: BaseShop): Promise<string> {
  const nobody = httpClient(
    () => address,
    () => ({})
  )
  return ok(await nobody.post("/auth/user/emailpass", shop.admin)).token
}

const adminOf = (address: () => string, token: string): HttpClient =>
  httpClient(address, () => ({ authorization: `Bearer ${token}` }))

async function makeAutomation(admin: HttpClient): Promise<string> {
  const template = await makeTemplate(admin, {
    subject: "Thank you for your order",
    body: "<mjml><mj-body><mj-section><mj-column><mj-text>Your code: {{coupon.code}}</mj-text></mj-column></mj-section></mj-body></mjml>",
  })
  const { id } = await activated(admin, {
    name: "Thank you",
    objective: "repeat_purchase",
    trigger: { code: "order.placed", args: {} },
    conditions: {
      combinator: "and",
      rules: [{ field: "order.total", operator: ">=", value: 10 }],
    },
    steps: [{ key: "first", actions: [couponAction(), mailAction(template.id)] }],
  })
  return id
}
