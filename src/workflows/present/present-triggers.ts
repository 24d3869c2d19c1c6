import type { Localized, TriggerDefinition } from "../../core/catalog/definitions"
import { type Silence, silenceOf } from "../../core/event/silence"
import { formatNumber, formatUnit } from "../../core/text/format"
import { localized } from "../../core/text/localized"
import { type ContactPromise, readContactPromise } from "../../read-models/contact-promise"
import { readTriggerHealth, type TriggerHealth } from "../../read-models/trigger-health"
import type { ContactPromiseResponse, HealthResponse, TriggerHealthResponse } from "../../types"
import type { Runtime } from "../support/runtime"
import { readShopSettings } from "../support/shop-settings"

type Health = HealthResponse["health"]

/** How each trigger fares, whether contacts go within the hour, and in words what is wrong with either. */
export async function presentTriggers(
  runtime: Runtime
): Promise<Pick<Health, "triggers" | "promise" | "problems">> {
  const { time_zone } = await readShopSettings(runtime)
  const definitions = [...runtime.catalog.triggers.values()]
  const [health, { promises, waiting }] = await Promise.all([
    readTriggerHealth(
      runtime.knex,
      definitions.map(({ code }) => code),
      time_zone
    ),
    readContactPromise(runtime.knex),
  ])
  const promiseOf = (code: string | null) =>
    presentPromise(promises.find((promise) => promise.code === code))
  const triggers = definitions.map((definition) => ({
    ...presentTrigger(definition, health),
    ...promiseOf(definition.code),
  }))
  const all = promiseOf(null)
  const waits = waiting.reduce((sum, { events }) => sum + events, 0)
  const broken = all.last_day.late + all.last_day.missed
  return {
    triggers,
    promise: { ...all, waiting: waits },
    problems: [
      ...triggers.flatMap(({ silent }) => (silent === null ? [] : [silent.text])),
      ...(broken > 0 ? [brokenProblem(broken)] : []),
      ...(waits > 0 ? [waitingProblem(waits)] : []),
    ],
  }
}

function presentTrigger(
  { code, label, source }: TriggerDefinition,
  health: TriggerHealth
): Omit<TriggerHealthResponse, keyof ContactPromiseResponse> {
  const seen = health.seen.find((entry) => entry.code === code)
  const counts = health.counts.filter((entry) => entry.code === code)
  const decided = health.decided.find((entry) => entry.code === code)
  const automations = seen?.automations ?? 0
  const silence = silenceOf(health.rhythms.filter((rhythm) => rhythm.code === code))
  // What a job looks for, it looks for while an automation asks for it; pausing that is no fault.
  const isMeant = source.kind === "job" && automations === 0
  const sum = (name: "last_day" | "last_week") =>
    counts.reduce((total, entry) => total + entry[name], 0)
  return {
    code,
    label,
    automations,
    last_seen_at: seen?.last_seen_at?.toISOString() ?? null,
    events_last_day: sum("last_day"),
    events_last_week: sum("last_week"),
    ways: totals(counts.map(({ source: way, last_week }) => [way, last_week] as const)).map(
      ([way, count]) => ({ source: way, count })
    ),
    by_day: health.days.map((day) => ({
      day,
      events: counts
        .filter((entry) => entry.day === day)
        .reduce((total, { events }) => total + events, 0),
    })),
    decision_seconds: { p50: decided?.p50 ?? null, p95: decided?.p95 ?? null },
    silent:
      silence === null || isMeant ? null : { ...silence, text: silentProblem(label, silence) },
  }
}

function totals(entries: readonly (readonly [string, number])[]): [string, number][] {
  const sums = new Map<string, number>()
  for (const [key, count] of entries) {
    sums.set(key, (sums.get(key) ?? 0) + count)
  }
  return [...sums].filter(([, count]) => count > 0)
}

function presentPromise(promise: ContactPromise | undefined): ContactPromiseResponse {
  const none = { within_hour: 0, late: 0, missed: 0 }
  return {
    last_day: withShare(promise?.last_day ?? none),
    last_week: withShare(promise ?? none),
    contact_seconds: { p50: promise?.p50 ?? null, p95: promise?.p95 ?? null },
  }
}

function withShare({
  within_hour,
  late,
  missed,
}: Pick<ContactPromise, "within_hour" | "late" | "missed">) {
  const owed = within_hour + late + missed
  return { within_hour, late, missed, share: owed === 0 ? null : within_hour / owed }
}

const silentProblem = (label: Localized, { hours, usual }: Silence): Localized =>
  localized((language) => {
    const time = formatUnit(hours, "hour", language)
    const count = formatNumber(usual, language)
    return {
      en: `"${label.en}" is silent: no event for ${time}; at this hour and weekday there were about ${count} in the weeks before. Check that Medusa's events and jobs run.`,
      es: `«${label.es}» está en silencio: ningún evento desde hace ${time}; a esta hora y en este día hubo unos ${count} en las semanas anteriores. Compruebe que los eventos y tareas de Medusa funcionen.`,
      pt: `“${label.pt}” está em silêncio: nenhum evento há ${time}; a esta hora e neste dia houve cerca de ${count} nas semanas anteriores. Verifique se os eventos e tarefas do Medusa estão rodando.`,
    }[language]
  })
const brokenProblem = (count: number): Localized => ({
  en: `${count} contact(s) of the last 24 hours did not go within an hour of their event. Look at the triggers, and whether a worker stood still.`,
  es: `${count} contacto(s) de las últimas 24 horas no salieron en la hora siguiente a su evento. Vea los disparadores y si algún proceso estuvo parado.`,
  pt: `${count} contato(s) das últimas 24 horas não saíram em até uma hora após o evento. Veja os gatilhos e se algum processo ficou parado.`,
})
const waitingProblem = (count: number): Localized => ({
  en: `${count} event(s) have been waiting for more than an hour for their decision: check that a worker runs.`,
  es: `${count} evento(s) esperan su decisión desde hace más de una hora: compruebe que haya un proceso trabajando.`,
  pt: `${count} evento(s) esperam sua decisão há mais de uma hora: verifique se há um processo trabalhando.`,
})
