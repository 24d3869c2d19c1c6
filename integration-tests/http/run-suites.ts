import { readdirSync, statSync } from "node:fs"
import path from "node:path"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { medusaIntegrationTestRunner } from "@medusajs/test-utils"
import { createBaseShop } from "../support/base-shop"
import { startMailbox, type Mailbox } from "../support/mailbox"
import type { quickly, Templates } from "../support/quick-restore"
import { VERIFICATION_KEY } from "../support/sendgrid-reports"
import { type Booted, suiteContext, type SuiteContext } from "../support/suite-context"

jest.setTimeout(120_000)

jest.mock("@medusajs/test-utils/dist/medusa-test-runner-utils/postgres-template", () => {
  const restore = jest.requireActual<{ quickly: typeof quickly }>("../support/quick-restore")
  return restore.quickly(
    jest.requireActual<Templates>(
      "@medusajs/test-utils/dist/medusa-test-runner-utils/postgres-template"
    )
  )
})

const SUITES = path.join(__dirname, "suites")

/**
 * Describes some of the suites around one Medusa, because loading it costs five seconds per test file: the suites are dealt out to
 * `of` test files, which run side by side. Each file of ./suites exports functions that take the context and describe their tests.
 */
export function runSuites({ part, of }: { readonly part: number; readonly of: number }): void {
  runInMedusa(() => suitesOf(part, of))
}

/** @param env for suites about a Medusa that is configured otherwise */
export function runInMedusa(
  suites: () => readonly ((context: SuiteContext) => void)[],
  env: Readonly<Record<string, string>> = {}
): void {
  let mailbox: Mailbox | undefined

  // Before the runner's own `beforeAll`, because medusa-config.ts reads them.
  beforeAll(async () => {
    mailbox = await startMailbox()
    process.env.KAIROS_MAILBOX_URL = mailbox.url
    process.env.KAIROS_EXAMPLES = "true"
    process.env.KAIROS_SENDGRID_WEBHOOK_KEY = VERIFICATION_KEY
    Object.assign(process.env, env)
  })
  afterAll(() => mailbox?.stop())

  medusaIntegrationTestRunner({
    cwd: path.resolve(__dirname, "../.."),
    env: { MEDUSA_ADMIN_DISABLED: "true", ...env },
    testSuite: ({ api, getContainer }) => {
      let booted: Booted | undefined

      beforeAll(async () => {
        const shop = await createBaseShop(getContainer())
        await claimJobs(getContainer())
        const { data } = await api.post("/auth/user/emailpass", shop.admin)
        booted = { shop, admin_token: data.token, mailbox: mailbox! }
      })

      // As the database: a mail to the same address of the test before would be taken for the one that is waited for.
      beforeEach(() => mailbox!.clear())

      const context = suiteContext(
        () => String(api.defaults.baseURL),
        getContainer,
        () => {
          if (booted === undefined) {
            throw new Error("use the context inside a test or a hook, not while describing")
          }
          return booted
        }
      )
      for (const suite of suites()) {
        suite(context)
      }
    },
  })
}

/**
 * The jobs of the coming hours are taken: a test runs by itself what is done each minute or night, between its own lines and not
 * between any two of them. Every restore brings the claims back.
 */
async function claimJobs(container: MedusaContainer): Promise<void> {
  await container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION).raw(
    `insert into kairos_job_claim (job, period_start)
     select job, to_timestamp(floor(extract(epoch from now()) / seconds) * seconds + seconds * period)
     from (values ('minute', 60, 180), ('moments', 60, 180), ('renewals', 60, 180), ('nightly', 86400, 1)) jobs (job, seconds, periods),
       generate_series(0, periods) period
     on conflict do nothing`
  )
}

/** The longest files first, each to the part that has least: about the same work for all. `KAIROS_HTTP_SUITE=law.ts` is one of them alone. */
function suitesOf(part: number, of: number): ((context: SuiteContext) => void)[] {
  const parts = Array.from({ length: of }, () => ({ files: [] as string[], size: 0 }))
  const { KAIROS_HTTP_SUITE: alone = "" } = process.env
  const files = readdirSync(SUITES)
    .filter((file) => (alone === "" ? file.endsWith(".ts") : file === alone))
    .map((file) => ({ file, size: statSync(path.join(SUITES, file)).size }))
    .sort((a, b) => b.size - a.size || (a.file < b.file ? -1 : 1))
  for (const { file, size } of files) {
    const [least] = parts.toSorted((a, b) => a.size - b.size)
    least!.files.push(file)
    least!.size += size
  }
  return (parts[part - 1]?.files ?? [])
    .sort()
    .flatMap((file) => Object.values(require(path.join(SUITES, file)) as Record<string, unknown>))
    .filter(
      (exported): exported is (context: SuiteContext) => void => typeof exported === "function"
    )
}
