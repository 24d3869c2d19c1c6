import type { Localized } from "../../core/catalog/definitions"
import { noteIn } from "../../core/text/note"
import type { ChannelPause } from "../../modules/kairos-automation/settings"
import { type HealthFigures, readHealth } from "../../read-models/health"
import { undecidedLastDay } from "../../read-models/undecided"
import type { HealthResponse } from "../../types"
import { pausedChannels } from "../deliver/channel-pause"
import { presentMail } from "./present-mail"
import { presentDeadLetters } from "./present-dead-letters"
import { presentTriggers } from "./present-triggers"
import { sendingStopped } from "../restore/journal-state"
import { databaseNow } from "../support/database-now"
import { BACKLOG_LIMIT } from "../support/backlog"
import type { Runtime } from "../support/runtime"
import { readShopSettings } from "../support/shop-settings"

const LATE_SECONDS = 120
const SWEEP_LATE_MS = 10 * 60 * 1000

/** How Kairos fares: what waits, what failed, what the bus lost, and in words what an owner should look at. */
export async function presentHealth(runtime: Runtime): Promise<HealthResponse["health"]> {
  const [figures, dead, settings, paused, sweep, found, mail, undecided, now, stopped] =
    await Promise.all([
      readHealth(runtime.knex, runtime.options.timeZone),
      presentDeadLetters(runtime, {}, { offset: 0, limit: 50 }),
      readShopSettings(runtime),
      pausedChannels(runtime),
      runtime.automation.jobClaims.last("minute"),
      presentTriggers(runtime),
      presentMail(runtime),
      undecidedLastDay(runtime.knex, alwaysEntered(runtime)),
      databaseNow(runtime.knex),
      sendingStopped(runtime),
    ])
  const configured = configuredChannels(runtime)
  const problems = [
    ...(figures.database.writable ? [] : [READ_ONLY]),
    ...(stopped === null ? [] : [stoppedProblem(noteIn(stopped))]),
    ...problemsOf(figures),
    ...(undecided > 0 ? [undecidedProblem(undecided)] : []),
    ...found.problems,
    ...[...paused].map(([channel, pause]) => pausedProblem(channel, noteIn(pause.reason))),
    ...(configured.has("email") ? mail.problems : [NO_PROVIDER]),
    ...(settings.sender === null ? [NO_SENDER] : []),
    ...(sweep !== null && now.getTime() - sweep.period_start.getTime() > SWEEP_LATE_MS
      ? [SWEEP_LATE]
      : []),
  ]
  const { swept_last_day, ...counts } = figures
  return {
    status:
      figures.inbox.dead + figures.deliveries.dead > 0 ||
      paused.size > 0 ||
      !figures.database.writable ||
      stopped !== null ||
      undecided > 0 ||
      mail.provider.complaints.stopped_since !== null
        ? "failing"
        : problems.length > 0
          ? "warning"
          : "ok",
    problems,
    mode: settings.mode,
    ...counts,
    undecided_last_day: undecided,
    sweep: {
      last_at: sweep?.finished_at?.toISOString() ?? null,
      found_last: sweep === null ? null : Number(sweep.result?.found ?? 0),
      found_last_day: swept_last_day,
    },
    triggers: found.triggers,
    promise: found.promise,
    provider: ["email"].map((channel) => ({
      channel,
      ...mail.provider,
      configured: configured.has(channel),
      paused: paused.has(channel),
      paused_reason: pausedBecause(paused.get(channel)),
    })),
    dead_letters: dead.dead_letters,
  }
}

/** The triggers whose every event begins every automation of theirs, whatever its arguments. */
const alwaysEntered = ({ catalog }: Runtime): readonly string[] =>
  [...catalog.triggers.values()]
    .filter(({ matches }) => matches === undefined)
    .map(({ code }) => code)

const pausedBecause = (pause: ChannelPause | undefined): Localized | null =>
  pause === undefined ? null : noteIn(pause.reason)

/** The channels for which some notification provider is configured. */
function configuredChannels(runtime: Runtime): ReadonlySet<string> {
  const modules = runtime.container.resolve("configModule").modules ?? {}
  const notification = Object.values(modules).find(
    (module) =>
      typeof module === "object" &&
      String((module as { resolve?: unknown }).resolve ?? "").includes("notification")
  ) as { options?: { providers?: { options?: { channels?: string[] } }[] } } | undefined
  return new Set(
    (notification?.options?.providers ?? []).flatMap((provider) => provider.options?.channels ?? [])
  )
}

function problemsOf({ inbox, deliveries }: HealthFigures): Localized[] {
  const late = inbox.oldest_pending_seconds !== null && inbox.oldest_pending_seconds > LATE_SECONDS
  return [
    ...(late ? [lateProblem(inbox.oldest_pending_seconds as number)] : []),
    ...(inbox.pending > BACKLOG_LIMIT ? [OVERLOADED] : []),
    ...(inbox.dead > 0 ? [deadProblem(inbox.dead)] : []),
    ...(deliveries.dead > 0 ? [deadDeliveries(deliveries.dead)] : []),
    ...(deliveries.unknown > 0 ? [unknownProblem(deliveries.unknown)] : []),
  ]
}

const READ_ONLY: Localized = {
  en: "The database takes no writes: nothing is decided or sent until it does. Check whether it is a standby, or its disk is full.",
  es: "La base de datos no admite escrituras: no se decide ni se envía nada hasta que las admita. Compruebe si es una réplica o si su disco está lleno.",
  pt: "O banco de dados não aceita gravações: nada é decidido nem enviado até que aceite. Verifique se é uma réplica ou se o disco está cheio.",
}
const NO_PROVIDER: Localized = {
  en: "No notification provider is configured for e-mail: nothing can be sent. Add one to medusa-config.",
  es: "No hay proveedor de notificaciones para el correo: no se puede enviar nada. Añada uno en medusa-config.",
  pt: "Não há provedor de notificações para e-mail: nada pode ser enviado. Adicione um em medusa-config.",
}
const NO_SENDER: Localized = {
  en: "Sender and postal address are missing: marketing mail needs both. Fill them in under Settings.",
  es: "Faltan el remitente y la dirección postal: el correo comercial necesita ambos. Complételos en Ajustes.",
  pt: "Faltam o remetente e o endereço postal: o e-mail de marketing precisa de ambos. Preencha em Configurações.",
}
const SWEEP_LATE: Localized = {
  en: "The sweep has not run for more than ten minutes: check that a process with scheduled jobs is up.",
  es: "La revisión lleva más de diez minutos sin ejecutarse: compruebe que haya un proceso con tareas programadas.",
  pt: "A varredura não é executada há mais de dez minutos: verifique se há um processo com tarefas agendadas.",
}
const OVERLOADED: Localized = {
  en: "More than 100,000 events wait. Orders, carts and registrations go first; moments are not looked for, and events that other systems report are answered with 429, until fewer wait. Start another worker.",
  es: "Esperan más de 100.000 eventos. Los pedidos, carritos y registros van primero; no se buscan momentos y los eventos de otros sistemas reciben un 429 hasta que esperen menos. Inicie otro proceso de trabajo.",
  pt: "Mais de 100.000 eventos aguardam. Pedidos, carrinhos e cadastros vão primeiro; não se buscam momentos e eventos de outros sistemas recebem 429 até que menos aguardem. Inicie outro processo de trabalho.",
}
const stoppedProblem = (because: Localized): Localized => ({
  en: `Nothing is decided or sent: ${because.en}.`,
  es: `No se decide ni se envía nada: ${because.es}.`,
  pt: `Nada é decidido nem enviado: ${because.pt}.`,
})
const undecidedProblem = (count: number): Localized => ({
  en: `${count} decisions are missing for events of the last day. That cannot happen by itself: was the database changed by hand, or restored in part?`,
  es: `Faltan ${count} decisiones de eventos del último día. No puede ocurrir por sí solo: ¿se modificó la base de datos a mano o se restauró en parte?`,
  pt: `Faltam ${count} decisões de eventos do último dia. Isso não acontece por si só: o banco de dados foi alterado à mão ou restaurado em parte?`,
})
const lateProblem = (seconds: number): Localized => ({
  en: `The oldest event has been waiting for ${seconds} seconds.`,
  es: `El evento más antiguo espera desde hace ${seconds} segundos.`,
  pt: `O evento mais antigo espera há ${seconds} segundos.`,
})
const deadProblem = (count: number): Localized => ({
  en: `${count} event(s) failed for good; look at the cause below and try them again.`,
  es: `${count} evento(s) fallaron definitivamente; vea la causa abajo y vuelva a intentarlo.`,
  pt: `${count} evento(s) falharam definitivamente; veja a causa abaixo e tente de novo.`,
})
const deadDeliveries = (count: number): Localized => ({
  en: `${count} delivery(ies) could not be sent after all attempts.`,
  es: `${count} entrega(s) no se pudieron enviar tras todos los intentos.`,
  pt: `${count} entrega(s) não puderam ser enviadas após todas as tentativas.`,
})
const unknownProblem = (count: number): Localized => ({
  en: `For ${count} message(s) nobody knows whether the provider sent them; they are not sent again.`,
  es: `De ${count} mensaje(s) no se sabe si el proveedor los envió; no se reenvían.`,
  pt: `De ${count} mensagem(ns) não se sabe se o provedor enviou; não são reenviadas.`,
})
const pausedProblem = (channel: string, because: Localized): Localized => ({
  en: `The channel "${channel}" is paused: ${because.en}.`,
  es: `El canal «${channel}» está en pausa: ${because.es}.`,
  pt: `O canal “${channel}” está em pausa: ${because.pt}.`,
})
