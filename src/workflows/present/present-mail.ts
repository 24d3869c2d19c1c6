import type { Localized } from "../../core/catalog/definitions"
import { type Judgement, judgeComplaints } from "../../core/report/complaints"
import type { HealthResponse } from "../../types"
import { type EmailProvider, emailProvider } from "../messages/header-support"
import { type ComplaintStop, complaintStops, judgementOf } from "../reports/complaint-breaker"
import type { Runtime } from "../support/runtime"

const OURS = "kairos-sendgrid"

/** So many mails of a day without one report are no coincidence. */
const SILENT_AFTER = 20

type Mail = {
  readonly problems: Localized[]
  readonly provider: Omit<
    HealthResponse["health"]["provider"][number],
    "channel" | "configured" | "paused" | "paused_reason"
  >
}

/** Who sends the mails, what came back from there, and what that means for marketing. */
export async function presentMail(runtime: Runtime): Promise<Mail> {
  const [provider, seen, judgement, stops, sent] = await Promise.all([
    emailProvider(runtime),
    runtime.automation.reports.lastSeen(),
    judgementOf(runtime),
    complaintStops(runtime),
    mailsOfTheDay(runtime),
  ])
  const verified = runtime.options.sendgrid?.webhookPublicKey !== undefined
  const stop = stops.email
  return {
    problems: [
      ...(provider.headers === "none" ? [NO_HEADERS] : []),
      ...reportProblems(provider, { verified, sent, reported: seen.last_day }),
      ...complaintProblems(judgement, stop),
    ],
    provider: {
      name: provider.identifier,
      sends_headers: provider.headers !== "none",
      reports: {
        verified,
        last_at: seen.last_at?.toISOString() ?? null,
        last_day: seen.last_day,
      },
      complaints: {
        delivered: (stop ?? judgement).delivered,
        complained: (stop ?? judgement).complained,
        stopped_since: stop?.since ?? null,
      },
    },
  }
}

/** Accepted at least an hour ago, so that their reports had time to come. */
async function mailsOfTheDay({ knex }: Runtime): Promise<number> {
  const { rows } = await knex.raw<{ rows: { sent: number }[] }>(
    `select count(*)::int as sent from kairos_delivery where channel = 'email' and state = 'sent'
       and updated_at > now() - interval '1 day' and sent_at < now() - interval '1 hour'`
  )
  return rows[0]?.sent ?? 0
}

function reportProblems(
  { identifier }: EmailProvider,
  { verified, sent, reported }: { verified: boolean; sent: number; reported: number }
): Localized[] {
  if (identifier === OURS && !verified) {
    return [NO_REPORTS]
  }
  return verified && identifier === OURS && sent >= SILENT_AFTER && reported === 0
    ? [silent(sent)]
    : []
}

function complaintProblems(judgement: Judgement, stop: ComplaintStop | undefined): Localized[] {
  if (stop !== undefined) {
    return [stoppedProblem(stop)]
  }
  return judgeComplaints(judgement) === "fine" ? [] : [warnedProblem(judgement)]
}

const NO_HEADERS: Localized = {
  en: "The e-mail provider does not say that it sends headers, so marketing mail is refused: without them nobody can unsubscribe with one click. Use medusa-plugin-kairos/providers/sendgrid, or set the option emailHeaders when your provider sends provider_data.headers.",
  es: "El proveedor de correo no dice que envíe cabeceras, así que el correo comercial se rechaza: sin ellas nadie puede darse de baja con un clic. Use medusa-plugin-kairos/providers/sendgrid, o active la opción emailHeaders si su proveedor envía provider_data.headers.",
  pt: "O provedor de e-mail não diz que envia cabeçalhos, por isso o e-mail de marketing é recusado: sem eles ninguém pode se descadastrar com um clique. Use medusa-plugin-kairos/providers/sendgrid, ou ative a opção emailHeaders se seu provedor envia provider_data.headers.",
}
const NO_REPORTS: Localized = {
  en: "Reports of SendGrid are not taken: bounces and complaints stay unknown. Set the option sendgrid.webhookPublicKey and SendGrid's Event Webhook.",
  es: "No se reciben los informes de SendGrid: los rebotes y las quejas quedan sin conocer. Configure la opción sendgrid.webhookPublicKey y el Event Webhook de SendGrid.",
  pt: "Os relatórios do SendGrid não são recebidos: devoluções e queixas ficam desconhecidas. Configure a opção sendgrid.webhookPublicKey e o Event Webhook do SendGrid.",
}
const silent = (sent: number): Localized => ({
  en: `SendGrid took ${sent} mails in the last 24 hours and reported about none: check the address and the signing of its Event Webhook.`,
  es: `SendGrid aceptó ${sent} correos en las últimas 24 horas y no informó de ninguno: compruebe la dirección y la firma de su Event Webhook.`,
  pt: `O SendGrid aceitou ${sent} e-mails nas últimas 24 horas e não informou sobre nenhum: verifique o endereço e a assinatura do Event Webhook.`,
})
const stoppedProblem = ({ complained, delivered }: Judgement): Localized => ({
  en: `Marketing by e-mail is stopped: ${complained} of ${delivered} mails were reported as spam, more than 0.3%. Find out why before you let it go on; service mail still goes.`,
  es: `El marketing por correo está detenido: ${complained} de ${delivered} correos se marcaron como spam, más del 0,3 %. Averigüe por qué antes de reanudarlo; los correos de servicio siguen saliendo.`,
  pt: `O marketing por e-mail está parado: ${complained} de ${delivered} e-mails foram marcados como spam, mais de 0,3%. Descubra o motivo antes de retomá-lo; os e-mails de serviço continuam saindo.`,
})
const warnedProblem = ({ complained, delivered }: Judgement): Localized => ({
  en: `${complained} of ${delivered} marketing mails of the last 7 days were reported as spam, more than 0.1%: write less, or to fewer people.`,
  es: `${complained} de ${delivered} correos comerciales de los últimos 7 días se marcaron como spam, más del 0,1 %: escriba menos, o a menos personas.`,
  pt: `${complained} de ${delivered} e-mails de marketing dos últimos 7 dias foram marcados como spam, mais de 0,1%: escreva menos, ou para menos pessoas.`,
})
