import { contradictions } from "../../core/condition/contradictions"
import { sensitiveWarnings } from "../../core/decision/sensitive-inputs"
import { automationSentence } from "../../core/decision/sentence"
import type { Reason } from "../../core/decision/decision"
import type { AutomationRow } from "../../modules/kairos-automation/automations"
import type { AutomationResponse } from "../../types"
import type { Runtime } from "../support/runtime"

const STATS_DAYS = 30

/** Automations as the admin sees them: the definition, its sentence and what came of it in the last 30 days. */
export async function presentAutomations(
  runtime: Runtime,
  rows: readonly AutomationRow[]
): Promise<AutomationResponse[]> {
  const ids = rows.map((row) => row.id)
  const [templates, placements, stats, deliveries] = await Promise.all([
    runtime.automation.templates.known(),
    runtime.automation.placements.list(),
    runtime.automation.automations.stats(ids, STATS_DAYS),
    runtime.automation.deliveries.countByState(ids, STATS_DAYS),
  ])
  const names = {
    templates: new Map([...templates].map(([id, template]) => [id, template.name])),
    placements: new Map(placements.map((placement) => [placement.code, placement.name])),
  }
  return rows.map((row) => {
    const own = stats.filter((entry) => entry.automation_id === row.id)
    const sum = (kind: string) =>
      own.filter((entry) => entry.kind === kind).reduce((total, entry) => total + entry.count, 0)
    return {
      ...row.definition,
      id: row.id,
      status: row.status,
      version: row.version,
      sentence: automationSentence(row.definition, runtime.catalog, names),
      warnings: [
        ...sensitiveWarnings(row.definition, runtime.catalog),
        ...[row.definition, ...row.definition.steps].flatMap(({ conditions }) =>
          contradictions(conditions, runtime.catalog.facts)
        ),
      ],
      activated_at: row.activated_at?.toISOString() ?? null,
      created_at: row.created_at.toISOString(),
      updated_at: row.updated_at.toISOString(),
      stats: {
        sent: sum("send"),
        held: sum("hold"),
        skipped: sum("skip"),
        reasons: own.flatMap((entry) =>
          entry.reason === null ? [] : [{ reason: entry.reason as Reason, count: entry.count }]
        ),
        deliveries: deliveries
          .filter((entry) => entry.automation_id === row.id)
          .map(({ state, count }) => ({ state, count })),
      },
    }
  })
}

export async function presentAutomation(
  runtime: Runtime,
  row: AutomationRow
): Promise<AutomationResponse> {
  const [automation] = await presentAutomations(runtime, [row])
  return automation as AutomationResponse
}
