import { Badge } from "@medusajs/ui"
import { useLocale } from "../../lib/locale"
import type { Health } from "../../lib/resources"
import { Fact, Section } from "../common/page"
import { HealthAction } from "./health-action"

type Provider = Health["provider"][number]

/** Who brings a channel's messages, whether its reports come back, and what people thought of them. */
export function ProviderCard({ provider }: { provider: Provider }) {
  const { t, number } = useLocale()
  const channel = t(`channel.${provider.channel}`, { defaultValue: provider.channel })
  return (
    <Section title={t("health.providerTitle", { channel })} description={t("health.providerHint")}>
      <dl className="divide-y">
        <Fact term={t("health.providerState")}>
          <ProviderState provider={provider} />
        </Fact>
        <Fact term={t("health.providerName")}>{provider.name ?? t("health.providerUnknown")}</Fact>
        <Fact term={t("health.headers")}>
          {t(provider.sends_headers ? "health.headersYes" : "health.headersNo")}
        </Fact>
        <Fact term={t("health.reportsLast")}>
          <LastReport reports={provider.reports} />
        </Fact>
        <Fact term={t("health.reportsDay")}>{number(provider.reports.last_day)}</Fact>
        <Fact term={t("health.complaints")}>
          <Complaints provider={provider} />
        </Fact>
      </dl>
    </Section>
  )
}

function ProviderState({ provider }: { provider: Provider }) {
  const { t, say } = useLocale()
  const state = !provider.configured ? "notConfigured" : provider.paused ? "paused" : "ready"
  const color = { notConfigured: "red", paused: "orange", ready: "green" } as const
  return (
    <>
      <Badge size="2xsmall" color={color[state]}>
        {t(`health.${state}`)}
      </Badge>
      {provider.paused_reason ? <p className="mt-1">{say(provider.paused_reason)}</p> : null}
      {provider.paused ? <Resume channel={provider.channel} label={t("health.resume")} /> : null}
    </>
  )
}

function LastReport({ reports }: Pick<Provider, "reports">) {
  const { t, dateTime } = useLocale()
  if (!reports.verified) {
    return t("health.reportsOff")
  }
  return reports.last_at === null ? t("health.reportsNone") : dateTime(reports.last_at)
}

function Complaints({ provider }: { provider: Provider }) {
  const { t, number, dateTime } = useLocale()
  const { delivered, complained, stopped_since } = provider.complaints
  return (
    <>
      {t("health.complaintsOf", { complained: number(complained), delivered: number(delivered) })}
      {stopped_since === null ? null : (
        <>
          <p className="mt-1">{t("health.stoppedSince", { date: dateTime(stopped_since) })}</p>
          <Resume channel={provider.channel} label={t("health.resumeMarketing")} />
        </>
      )}
    </>
  )
}

function Resume({ channel, label }: { channel: string; label: string }) {
  const { t } = useLocale()
  return (
    <div className="mt-2">
      <HealthAction
        path={`channels/${encodeURIComponent(channel)}/resume`}
        label={label}
        done={t("health.resumed")}
      />
    </div>
  )
}
