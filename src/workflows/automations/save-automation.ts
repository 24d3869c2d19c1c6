import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { AutomationDefinition, AutomationStatus } from "../../core/decision/automation"
import { checkAutomation } from "../../core/decision/check-automation"
import { sensitiveInputs } from "../../core/decision/sensitive-inputs"
import type { Checked } from "../../core/result"
import type { AutomationRow } from "../../modules/kairos-automation/automations"
import { allowedHosts } from "../support/allowed-hosts"
import type { Runtime } from "../support/runtime"
import { readShopSettings } from "../support/shop-settings"

/** Checks a definition against the catalog, the placements and the templates that exist. */
export async function checkDefinition(
  runtime: Runtime,
  input: unknown
): Promise<Checked<AutomationDefinition>> {
  const [placements, templates, settings] = await Promise.all([
    runtime.automation.placements.list(),
    runtime.automation.templates.known(),
    readShopSettings(runtime),
  ])
  return checkAutomation(input, runtime.catalog, {
    placements: new Set(placements.map((placement) => placement.code)),
    templates,
    sender: settings.sender !== null,
    allowed_hosts: allowedHosts(runtime.options),
  })
}

export async function createAutomation(
  runtime: Runtime,
  definition: AutomationDefinition,
  by: string
): Promise<AutomationRow> {
  return runtime.knex.transaction(async (trx) => {
    const row = await runtime.automation.automations.create(definition, by, trx)
    await runtime.automation.audit.append(
      {
        actor: by,
        action: "create",
        entity: "automation",
        entity_id: row.id,
        after: definition,
      },
      trx
    )
    await auditSensitive(runtime, trx, { id: row.id, by, definition })
    return row
  })
}

/** That somebody decides by what the law protects is written down beside the change, with the facts by which (B-17). */
async function auditSensitive(
  runtime: Runtime,
  trx: Knex,
  saved: { readonly id: string; readonly by: string; readonly definition: AutomationDefinition }
): Promise<void> {
  const inputs = sensitiveInputs(saved.definition)
  if (inputs.length > 0) {
    const after = Object.fromEntries(inputs.map(({ fact, about }) => [fact, about.en]))
    await runtime.automation.audit.append(
      {
        actor: saved.by,
        action: "sensitive_input",
        entity: "automation",
        entity_id: saved.id,
        before: {},
        after,
      },
      trx
    )
  }
}

/** An edit makes a new version; decisions keep the one they were made with. @returns null when there is no such automation */
export async function editAutomation(
  runtime: Runtime,
  id: string,
  definition: AutomationDefinition,
  by: string,
  action: "edit" | "restore" = "edit"
): Promise<AutomationRow | null> {
  return runtime.knex.transaction(async (trx) => {
    const before = await runtime.automation.automations.read(id, trx)
    const row = await runtime.automation.automations.update(id, definition, by, trx)
    if (row !== null) {
      // A budget that was raised lets go of what waited for the next day.
      await runtime.automation.deliveries.askAgain(trx, { automation_id: id })
      await runtime.automation.audit.append(
        {
          actor: by,
          action,
          entity: "automation",
          entity_id: id,
          before: before?.definition,
          after: definition,
        },
        trx
      )
      await auditSensitive(runtime, trx, { id, by, definition })
    }
    return row
  })
}

/** Activating releases what was held while the automation was paused. @returns null when there is no such automation */
export async function changeStatus(
  runtime: Runtime,
  id: string,
  status: AutomationStatus,
  by: string
): Promise<AutomationRow | null> {
  const found = await runtime.knex.transaction(async (trx) => {
    const changed = await runtime.automation.automations.setStatus(id, status, trx)
    if (changed) {
      await runtime.automation.audit.append(
        { actor: by, action: status, entity: "automation", entity_id: id },
        trx
      )
    }
    if (changed && status === "active") {
      await runtime.automation.deliveries.release(trx, { automation_id: id, reason: "inactive" })
    }
    return changed
  })
  return found ? runtime.automation.automations.read(id) : null
}
