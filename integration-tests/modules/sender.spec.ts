import type { Subject } from "../../src/core/catalog/definitions"
import { mergeCatalog } from "../../src/catalog"
import { AutomationService } from "../../src/modules/kairos-automation/service"
import { composeFrom } from "../../src/workflows/messages/compose"
import type { Runtime } from "../../src/workflows/support/runtime"
import { checkDraft } from "../../src/workflows/templates/save-template"
import { createTestDatabase, emptyTables, type TestDatabase } from "../support/test-database"
import { testOptions } from "../support/test-options"

/** IN60: the law asks who writes and from where; Kairos adds both, so it must know them. */
describe("a shop that has not said who sends", () => {
  let database: TestDatabase
  let runtime: Runtime
  beforeAll(async () => {
    database = await createTestDatabase()
    const { sender: _, ...options } = testOptions()
    const automation = new AutomationService(database.container, options)
    const catalog = mergeCatalog(automation.options)
    runtime = { automation, catalog, options: automation.options } as unknown as Runtime
  })
  beforeEach(() => emptyTables(database.knex))
  afterAll(() => database.drop())

  const draft = (purpose: string) => ({
    purpose,
    subject: "Hello",
    body: "<p>Hello</p>",
    text: null,
  })
  const named = () =>
    runtime.automation.settings.write(
      "sender",
      { name: "Shop", email: "shop@shop.example", postalAddress: "1 Market Street, Madrid" },
      "user_1"
    )

  it("keeps no marketing template, and says what to set first", async () => {
    expect(await checkDraft(runtime, draft("marketing"))).toEqual({
      ok: false,
      problems: [
        {
          path: "purpose",
          message: expect.stringMatching(
            /needs the shop's sender with a postal address; set it in the settings or the option sender/
          ),
        },
      ],
    })
    expect(await checkDraft(runtime, draft("service"))).toMatchObject({ ok: true })
    await named()
    expect(await checkDraft(runtime, draft("marketing"))).toMatchObject({ ok: true })
  })

  it("sends nothing with a template from when it had said so", async () => {
    await named()
    const checked = await checkDraft(runtime, draft("marketing"))
    await runtime.automation.settings.remove("sender")
    const subject = {
      now: "2026-03-02T10:15:00.000Z",
      event: { email: "ada@shop.example", snapshot: {} },
    } as unknown as Subject
    const delivery = {
      id: "kdel_1",
      purpose: "marketing",
      email: "ada@shop.example",
      channel: "email",
    }
    await expect(
      composeFrom(runtime, { delivery, subject, coupons: [], marketing_allowed: true }, [
        { locale: "en", compiled: checked.ok ? checked.value : (null as never) },
      ])
    ).rejects.toThrow("marketing mail needs a sender with a postal address")
  })
})
