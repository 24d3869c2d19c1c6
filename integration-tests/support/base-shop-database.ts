import { readFileSync } from "node:fs"
import type { BaseShop } from "./base-shop"
import { runMedusa, type ShopEnvironment } from "./shop-process"
import { onServer } from "./test-database"

/** What a shop runs that takes a new version. */
export const MIGRATE = ["db:migrate", "--execute-safe-links"] as const

/** In an empty database the scripts that mend old data find none, and take as long as all migrations: Medusa starts anew for them. */
const MIGRATE_EMPTY = [...MIGRATE, "--skip-scripts"] as const

/**
 * Makes a database with the base shop in it, through processes as a shop has them, and writes its ids to a file.
 * @param scripts as if a shop had migrated it that takes its next version later
 */
export async function makeBaseShop(
  database: string,
  environment: ShopEnvironment,
  { ids, scripts = false }: { readonly ids: string; readonly scripts?: boolean }
): Promise<BaseShop> {
  await onServer((server) => server.raw("create database ??", [database]))
  await runMedusa(scripts ? MIGRATE : MIGRATE_EMPTY, environment)
  await runMedusa(["exec", "./integration-tests/support/prepare-shop.ts"], {
    ...environment,
    more: { ...environment.more, KAIROS_BASE_SHOP: ids },
  })
  return JSON.parse(readFileSync(ids, "utf8")) as BaseShop
}
