import { existsSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import type { BaseShop } from "../support/base-shop"
import { makeBaseShop } from "../support/base-shop-database"
import type { ShopEnvironment } from "../support/shop-process"
import { databaseUrl, onServer } from "../support/test-database"

/** Of this run of the tests: its files share one process. */
const BASE = `kairos_e2e_base_${process.pid}`
const IDS = path.join(tmpdir(), `${BASE}.json`)

/** Migrating and filling a shop takes as long as many tests, so the files of one run copy what the first of them made. */
export async function copyBaseShop(
  database: string,
  environment: Omit<ShopEnvironment, "databaseUrl">
): Promise<BaseShop> {
  if (!existsSync(IDS) || !(await isThere())) {
    await dropBaseShop()
    await makeBaseShop(BASE, { ...environment, databaseUrl: databaseUrl(BASE) }, { ids: IDS })
  }
  await onServer((server) => server.raw("create database ?? template ??", [database, BASE]))
  return JSON.parse(readFileSync(IDS, "utf8")) as BaseShop
}

const isThere = (): Promise<boolean> =>
  onServer(async (server) => (await server("pg_database").where({ datname: BASE })).length > 0)

export async function dropBaseShop(): Promise<void> {
  rmSync(IDS, { force: true })
  await onServer((server) => server.raw("drop database if exists ?? with (force)", [BASE]))
}
