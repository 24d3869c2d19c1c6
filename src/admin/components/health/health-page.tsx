import { Alert, Heading, StatusBadge, Table, Text } from "@medusajs/ui"
import { useLocale } from "../../lib/locale"
import { useHealth, type Health } from "../../lib/resources"
import { ModeBadge } from "../common/badges"
import { Fact, Page, Section, TextLink } from "../common/page"
import { Scroll } from "../common/scroll"
import { Loaded } from "../common/states"
import { DeadLettersCard } from "./dead-letters-card"
import { DaysChart, DecisionsChart } from "./decisions-chart"
import { ProviderCard } from "./provider-card"

const COLORS = { ok: "green", warning: "orange", failing: "red" } as const

export function HealthPage() {
  const { t } = useLocale()
  const query = useHealth()
  return (
    <Page>
      <Heading level="h1" className="sr-only">
        {t("nav.health")}
      </Heading>
      <Loaded query={query} rows={12}>
        {({ health }) => <HealthView health={health} />}
      </Loaded>
    </Page>
  )
}

function HealthView({ health }: { health: Health }) {
  const { t, say } = useLocale()
  return (
    <>
      <Section
        title={t("nav.health")}
        description={t("health.hint")}
        badge={
          <>
            <StatusBadge color={COLORS[health.status]}>
              {t(`health.status.${health.status}`)}
            </StatusBadge>
            <ModeBadge mode={health.mode} />
          </>
        }
      >
        {health.problems.length > 0 ? (
          <div className="flex flex-col gap-y-2 px-6 py-4">
            {health.problems.map((problem) => (
              <Alert
                key={problem.en}
                variant={health.status === "failing" ? "error" : "warning"}
                className="items-start"
              >
                {say(problem)}
              </Alert>
            ))}
          </div>
        ) : (
          <Text size="small" className="px-6 py-4">
            {t("health.allWell")}
          </Text>
        )}
      </Section>
      <div className="grid grid-cols-1 gap-3 xl:grid-cols-2">
        <InboxCard health={health} />
        <DeliveriesCard health={health} />
      </div>
      {health.provider.map((provider) => (
        <ProviderCard key={provider.channel} provider={provider} />
      ))}
      <Section title={t("health.days")} description={t("health.daysHint")}>
        <DaysChart days={health.decisions_by_day} />
      </Section>
      <Section title={t("health.chart")} description={t("health.chartHint")}>
        <DecisionsChart />
      </Section>
      <TriggersCard health={health} />
      <DeadLettersCard />
    </>
  )
}

function InboxCard({ health }: { health: Health }) {
  const { t, number, duration, dateTime } = useLocale()
  const { inbox, sweep, decision_latency_seconds: latency } = health
  const seconds = (value: number | null) => (value === null ? "–" : duration(value))
  return (
    <Section title={t("health.inbox")} description={t("health.inboxHint")}>
      <dl className="divide-y">
        <Fact term={t("health.pending")}>{number(inbox.pending)}</Fact>
        <Fact term={t("health.oldest")}>{seconds(inbox.oldest_pending_seconds)}</Fact>
        <Fact term={t("health.doneLastHour")}>{number(inbox.done_last_hour)}</Fact>
        <Fact term={t("health.dead")}>{number(inbox.dead)}</Fact>
        <Fact term={t("health.latency")}>
          {t("health.percentiles", { p50: seconds(latency.p50), p95: seconds(latency.p95) })}
        </Fact>
        <Fact term={t("health.sweep")}>{dateTime(sweep.last_at)}</Fact>
        <Fact term={t("health.sweepFound")}>{number(sweep.found_last_day)}</Fact>
      </dl>
    </Section>
  )
}

const COUNTS = [
  "queued",
  "overdue",
  "sending",
  "unknown",
  "dead",
  "failed_last_day",
  "sent_last_day",
] as const

function DeliveriesCard({ health }: { health: Health }) {
  const { t, number } = useLocale()
  return (
    <Section title={t("nav.deliveries")} description={t("health.deliveriesHint")}>
      <dl className="divide-y">
        {COUNTS.map((name) => (
          <Fact key={name} term={t(`health.count.${name}`)}>
            {number(health.deliveries[name])}
          </Fact>
        ))}
      </dl>
    </Section>
  )
}

function TriggersCard({ health }: { health: Health }) {
  const { t, say, number, dateTime } = useLocale()
  return (
    <Section
      title={t("health.triggers")}
      description={t("health.triggersHint")}
      actions={<TextLink to="/kairos/triggers">{t("trigger.toPage")}</TextLink>}
    >
      <Scroll label={t("health.triggers")}>
        <Table>
          <Table.Header>
            <Table.Row>
              <Table.HeaderCell>{t("automation.trigger")}</Table.HeaderCell>
              <Table.HeaderCell>{t("health.lastSeen")}</Table.HeaderCell>
              <Table.HeaderCell className="text-right">
                {t("health.eventsLastDay")}
              </Table.HeaderCell>
            </Table.Row>
          </Table.Header>
          <Table.Body>
            {health.triggers.map((trigger) => (
              <Table.Row key={trigger.code}>
                <Table.Cell>{say(trigger.label)}</Table.Cell>
                <Table.Cell>
                  {trigger.last_seen_at ? dateTime(trigger.last_seen_at) : t("health.neverSeen")}
                </Table.Cell>
                <Table.Cell className="text-right tabular-nums">
                  {number(trigger.events_last_day)}
                </Table.Cell>
              </Table.Row>
            ))}
          </Table.Body>
        </Table>
      </Scroll>
    </Section>
  )
}
