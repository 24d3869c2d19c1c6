import { Alert, Badge, Heading, Table } from "@medusajs/ui"
import type { PromiseCounts } from "../../../types"
import { useLocale } from "../../lib/locale"
import { useCatalog, useHealth, type Catalog, type Health } from "../../lib/resources"
import { Fact, Page, Section } from "../common/page"
import { Scroll } from "../common/scroll"
import { Loaded } from "../common/states"
import { Sparkline } from "./sparkline"

type TriggerHealth = Health["triggers"][number]

/** Which events there are, what they bring, and whether they come. */
export function TriggersPage() {
  const { t } = useLocale()
  const health = useHealth()
  const catalog = useCatalog().data?.catalog
  return (
    <Page>
      <Heading level="h1" className="sr-only">
        {t("nav.triggers")}
      </Heading>
      <Loaded query={health} rows={12}>
        {({ health }) => (
          <>
            <PromiseCard promise={health.promise} />
            {health.triggers.map((trigger) => (
              <TriggerCard key={trigger.code} trigger={trigger} catalog={catalog} />
            ))}
          </>
        )}
      </Loaded>
    </Page>
  )
}

function PromiseCard({ promise }: { promise: Health["promise"] }) {
  const { t, number, percent } = useLocale()
  const seconds = usePercentiles()
  const rows = [
    ["trigger.lastDay", promise.last_day],
    ["trigger.lastWeek", promise.last_week],
  ] as const
  return (
    <Section title={t("trigger.promise")} description={t("trigger.promiseHint")}>
      <Scroll label={t("trigger.promise")}>
        <Table>
          <Table.Header>
            <Table.Row>
              <Table.HeaderCell>
                <span className="sr-only">{t("health.day")}</span>
              </Table.HeaderCell>
              {(["withinHour", "late", "missed", "share"] as const).map((name) => (
                <Table.HeaderCell key={name} className="text-right">
                  {t(`trigger.${name}`)}
                </Table.HeaderCell>
              ))}
            </Table.Row>
          </Table.Header>
          <Table.Body>
            {rows.map(([name, counts]: readonly [string, PromiseCounts]) => (
              <Table.Row key={name}>
                <Table.Cell>{t(name)}</Table.Cell>
                <Table.Cell className="text-right">{number(counts.within_hour)}</Table.Cell>
                <Table.Cell className="text-right">{number(counts.late)}</Table.Cell>
                <Table.Cell className="text-right">{number(counts.missed)}</Table.Cell>
                <Table.Cell className="text-right">
                  {counts.share === null ? "–" : percent(counts.share)}
                </Table.Cell>
              </Table.Row>
            ))}
          </Table.Body>
        </Table>
      </Scroll>
      <dl className="divide-y">
        <Fact term={t("trigger.waiting")}>{number(promise.waiting)}</Fact>
        <Fact term={t("trigger.contact")}>{seconds(promise.contact_seconds)}</Fact>
      </dl>
    </Section>
  )
}

function usePercentiles() {
  const { t, duration } = useLocale()
  const one = (value: number | null) => (value === null ? "–" : duration(value))
  return ({ p50, p95 }: { p50: number | null; p95: number | null }) =>
    p50 === null ? "–" : t("health.percentiles", { p50: one(p50), p95: one(p95) })
}

type TriggerCardProps = { trigger: TriggerHealth; catalog: Catalog | undefined }

function TriggerCard({ trigger, catalog }: TriggerCardProps) {
  const { t, say, number, dateTime } = useLocale()
  const seconds = usePercentiles()
  const known = catalog?.triggers.find(({ code }) => code === trigger.code)
  const isRequest = known?.source === "request"
  return (
    <Section
      title={say(trigger.label)}
      description={say(known?.description)}
      badge={
        trigger.silent ? (
          <Badge size="2xsmall" color="red">
            {t("trigger.silent")}
          </Badge>
        ) : undefined
      }
    >
      {trigger.silent ? (
        <div className="px-6 py-4">
          <Alert variant="warning" className="items-start">
            {say(trigger.silent.text)}
          </Alert>
        </div>
      ) : null}
      <dl className="divide-y">
        <Fact term={t("health.lastSeen")}>
          {trigger.last_seen_at ? dateTime(trigger.last_seen_at) : t("health.neverSeen")}
        </Fact>
        <Fact term={t("trigger.automations")}>{number(trigger.automations)}</Fact>
        <Fact term={t("trigger.facts")}>
          <Facts catalog={catalog} codes={known?.facts ?? []} />
        </Fact>
        {isRequest ? (
          <Fact term={t("trigger.events")}>{t("trigger.request")}</Fact>
        ) : (
          <>
            <Fact term={t("trigger.events")}>
              <EventCounts trigger={trigger} />
            </Fact>
            <Fact term={t("trigger.decision")}>{seconds(trigger.decision_seconds)}</Fact>
            <Fact term={t("trigger.contact")}>{seconds(trigger.contact_seconds)}</Fact>
          </>
        )}
      </dl>
    </Section>
  )
}

function EventCounts({ trigger }: { trigger: TriggerHealth }) {
  const { t, number } = useLocale()
  const counts = trigger.by_day.map(({ events }) => events)
  return (
    <div className="flex flex-col gap-y-1">
      <Sparkline values={counts} label={t("trigger.spark", { counts: counts.join(", ") })} />
      <p>
        {t("trigger.lastDay")}: {number(trigger.events_last_day)}
      </p>
      <p>
        {t("trigger.lastWeek")}: {number(trigger.events_last_week)}
      </p>
      {trigger.ways.map(({ source, count }) => (
        <p key={source}>
          {t(`trigger.way.${source}`, { defaultValue: source })}: {number(count)}
        </p>
      ))}
    </div>
  )
}

function Facts({ catalog, codes }: { catalog: Catalog | undefined; codes: readonly string[] }) {
  const { t, say } = useLocale()
  const names = codes.map((code) => say(catalog?.facts.find((fact) => fact.code === code)?.label))
  return <>{names.length === 0 ? t("trigger.noFacts") : names.filter(Boolean).join(", ")}</>
}
