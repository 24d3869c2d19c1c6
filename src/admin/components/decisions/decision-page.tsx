import type { DecisionDetailResponse } from "../../../types"
import { useLocale } from "../../lib/locale"
import {
  customerLabel,
  useAutomation,
  useCustomerNames,
  useDecision,
  useEventName,
} from "../../lib/resources"
import { DecisionBadge, ModeBadge } from "../common/badges"
import { Fact, Page, Section, TextLink, TwoColumns } from "../common/page"
import { Empty, Loaded } from "../common/states"
import { DeliveryTable } from "../deliveries/delivery-table"
import { ExplanationView } from "./explanation-view"
import { FollowedSteps } from "./followed-steps"
import { ValuesTable } from "./values-table"

export function DecisionPage({ id }: { id: string }) {
  const query = useDecision(id)
  return (
    <Page>
      <Loaded query={query} rows={10}>
        {(detail) => <DecisionView {...detail} />}
      </Loaded>
    </Page>
  )
}

function DecisionView({ decision, explanation, deliveries, followed }: DecisionDetailResponse) {
  const { t, dateTime } = useLocale()
  return (
    <TwoColumns
      main={
        <>
          <Section
            level="h1"
            title={t("decision.title", {
              automation: decision.automation_name ?? decision.automation_id,
            })}
            badge={<DecisionBadge kind={decision.kind} />}
            description={dateTime(decision.decided_at)}
          >
            <div className="px-6 py-4">
              <ExplanationView explanation={explanation} />
            </div>
          </Section>
          <Section title={t("decision.values")} description={t("decision.valuesHint")}>
            <ValuesTable values={decision.trace.values} />
          </Section>
          {followed.length > 0 ? <FollowedSteps followed={followed} /> : null}
          <Section title={t("nav.deliveries")}>
            {deliveries.length > 0 ? (
              <DeliveryTable deliveries={deliveries} ofOneDecision />
            ) : (
              <Empty title={t("decision.noDeliveries")} />
            )}
          </Section>
        </>
      }
      side={<DecisionFacts decision={decision} />}
    />
  )
}

function WinnerLink({ automationId }: { automationId: string }) {
  const { data } = useAutomation(automationId)
  return (
    <TextLink to={`/kairos/automations/${automationId}`}>
      {data?.automation.name ?? automationId}
    </TextLink>
  )
}

function DecisionFacts({ decision }: Pick<DecisionDetailResponse, "decision">) {
  const { t, dateTime, elsewhere } = useLocale()
  const names = useCustomerNames([decision.customer_id])
  const eventName = useEventName()
  const { trace } = decision
  const hold = trace.caps?.hold
  const zone = hold && hold.kind !== "rival" ? hold.zone.zone : null
  // The event's key names what it was about.
  const order = /(?:^|:)(order_\w+)/.exec(decision.event_id)?.[1]
  const theirs = decision.until ? elsewhere(decision.until, zone) : null
  return (
    <Section title={t("decision.details")} badge={<ModeBadge mode={decision.mode} />}>
      <dl className="divide-y">
        <Fact term={t("customer.one")}>
          {decision.customer_id ? (
            <TextLink to={`/customers/${decision.customer_id}`}>
              {customerLabel(names.get(decision.customer_id), decision.customer_id)}
            </TextLink>
          ) : (
            t("customer.visitor")
          )}
        </Fact>
        <Fact term={t("automation.one")}>
          <TextLink to={`/kairos/automations/${decision.automation_id}`}>
            {decision.automation_name ?? decision.automation_id}
          </TextLink>{" "}
          ({t("version.number", { number: decision.automation_version })})
        </Fact>
        <Fact term={t("decision.event")}>
          {order === undefined ? (
            eventName(decision.event_name)
          ) : (
            <TextLink to={`/orders/${order}`}>{eventName(decision.event_name)}</TextLink>
          )}
        </Fact>
        <Fact term={t("decision.occurredAt")}>{dateTime(trace.trigger.occurred_at)}</Fact>
        {decision.placement ? <Fact term={t("placement.one")}>{decision.placement}</Fact> : null}
        {decision.reason ? (
          <Fact term={t("decision.reason")}>{t(`reason.${decision.reason}`)}</Fact>
        ) : null}
        {trace.winner ? (
          <Fact term={t("decision.winner")}>
            <WinnerLink automationId={trace.winner.automation_id} />
          </Fact>
        ) : null}
        {decision.until ? (
          <Fact term={t("decision.until")}>
            {dateTime(decision.until)}
            {theirs ? (
              <span className="text-ui-fg-subtle block">
                {t("decision.theirClock", { time: theirs, zone })}
              </span>
            ) : null}
          </Fact>
        ) : null}
        {(trace.consent ?? []).map((check) => (
          <Fact
            key={`${check.purpose}:${check.channel}`}
            term={t("decision.consent", {
              purpose: t(`purpose.${check.purpose}`, { defaultValue: check.purpose }),
              channel: t(`channel.${check.channel}`, { defaultValue: check.channel }),
            })}
          >
            {t(check.allowed ? "decision.allowed" : "decision.refused")}
            {check.basis ? ` · ${t(`basis.${check.basis}`, { defaultValue: check.basis })}` : ""}
          </Fact>
        ))}
        {trace.caps ? (
          <Fact term={t("automation.holdout")}>
            {t(trace.caps.held_out ? "decision.heldOut" : "decision.notHeldOut")}
          </Fact>
        ) : null}
        <Fact term={t("decision.id")}>
          <code className="break-all text-xs">{decision.id}</code>
        </Fact>
      </dl>
    </Section>
  )
}
