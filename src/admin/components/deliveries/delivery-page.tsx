import { Text } from "@medusajs/ui"
import type { DeliveryDetailResponse, DeliveryResponse } from "../../../types"
import { useLocale } from "../../lib/locale"
import { customerLabel, useCustomerNames, useDelivery } from "../../lib/resources"
import { CouponBadge, DeliveryBadge } from "../common/badges"
import { HtmlPreview } from "../common/html-preview"
import { Fact, Page, Section, TextLink, TwoColumns } from "../common/page"
import { Empty, Loaded } from "../common/states"
import { DeliveryActions } from "./delivery-actions"
import { AttemptList } from "./delivery-attempts"
import { ReportList } from "./delivery-reports"
import { DeliveryWaiting } from "./delivery-waiting"

export function DeliveryPage({ id }: { id: string }) {
  const query = useDelivery(id)
  return (
    <Page>
      <Loaded query={query} rows={10}>
        {(detail) => <DeliveryView {...detail} />}
      </Loaded>
    </Page>
  )
}

function DeliveryView({ delivery, ...sent }: DeliveryDetailResponse) {
  const { t, dateTime } = useLocale()
  const { attempts, reports } = delivery
  return (
    <TwoColumns
      main={
        <>
          <Section
            level="h1"
            title={t("delivery.title", {
              automation: delivery.automation_name ?? delivery.automation_id,
            })}
            badge={<DeliveryBadge state={delivery.state} />}
            description={dateTime(delivery.sent_at ?? delivery.due_at)}
            actions={<DeliveryActions delivery={delivery} />}
          />
          <MessageCard delivery={delivery} {...sent} />
        </>
      }
      side={
        <>
          <DeliveryFacts delivery={delivery} />
          <Section title={t("delivery.attemptsTitle")} description={t("delivery.attemptsHint")}>
            <div className="px-6 py-4">
              {attempts.length > 0 ? (
                <AttemptList attempts={attempts} />
              ) : (
                <Text size="small">{t("delivery.noAttempts")}</Text>
              )}
            </div>
          </Section>
          <Section title={t("delivery.reportsTitle")} description={t("delivery.reportsHint")}>
            <div className="px-6 py-4">
              {reports.length > 0 ? (
                <ReportList reports={reports} />
              ) : (
                <Text size="small">{t("delivery.noReports")}</Text>
              )}
            </div>
          </Section>
        </>
      }
    />
  )
}

/** The message as its reader got it. Nothing is loaded for it: a picture would tell its sender that somebody looked. */
function MessageCard({ delivery, message, messages_kept_days }: DeliveryDetailResponse) {
  const { t, dateTime } = useLocale()
  if (message === null) {
    return (
      <Section title={t("delivery.message")}>
        <Empty
          title={t("delivery.noMessage")}
          text={noMessageText(t, delivery, messages_kept_days)}
        />
      </Section>
    )
  }
  return (
    <Section
      title={t("delivery.message")}
      description={t("delivery.messageHint", { time: dateTime(message.at) })}
    >
      <dl className="divide-y">
        <Fact term={t("delivery.subject")}>{message.subject}</Fact>
        {message.sender ? <Fact term={t("delivery.sender")}>{message.sender}</Fact> : null}
      </dl>
      <div className="flex flex-col gap-y-4 px-6 py-4">
        {message.html === null ? (
          <PlainText text={message.text} />
        ) : (
          <>
            <HtmlPreview html={message.html} title={message.subject} pictures={false} />
            <details>
              <summary className="txt-compact-small cursor-pointer">{t("preview.plain")}</summary>
              <PlainText text={message.text} />
            </details>
          </>
        )}
      </div>
    </Section>
  )
}

const PlainText = ({ text }: { text: string }) => (
  <pre className="bg-ui-bg-subtle txt-small mt-2 whitespace-pre-wrap break-words rounded-md p-3">
    {text}
  </pre>
)

/** Nothing left yet, or it is not a message, or its time is over. */
function noMessageText(
  t: ReturnType<typeof useLocale>["t"],
  { attempts, sent_at }: DeliveryResponse,
  days: number
): string {
  if (attempts.length === 0 && sent_at === null) {
    return t("delivery.noMessageYet")
  }
  return days === 0 ? t("delivery.noMessageKept") : t("delivery.noMessageMore", { number: days })
}

function DeliveryFacts({ delivery }: { delivery: DeliveryResponse }) {
  const { t, say, dateTime } = useLocale()
  const names = useCustomerNames([delivery.customer_id])
  const { because, coupon, passed } = delivery
  return (
    <Section title={t("decision.details")}>
      <dl className="divide-y">
        <Fact term={t("customer.one")}>
          <TextLink to={`/customers/${delivery.customer_id}`}>
            {customerLabel(names.get(delivery.customer_id), delivery.customer_id)}
          </TextLink>
        </Fact>
        <Fact term={t("decision.one")}>
          <TextLink to={`/kairos/decisions/${delivery.decision_id}`}>{t("delivery.why")}</TextLink>
        </Fact>
        <Fact term={t("delivery.channel")}>
          {t(`channel.${delivery.channel}`, { defaultValue: delivery.channel })} · {delivery.step}
        </Fact>
        {delivery.sent_at ? null : (
          <Fact term={t("delivery.dueAt")}>
            {dateTime(delivery.due_at)}
            <DeliveryWaiting delivery={delivery} />
          </Fact>
        )}
        {delivery.reason || because ? (
          <Fact term={t("decision.reason")}>
            {delivery.reason ? t(`reason.${delivery.reason}`) : null}
            {because ? (
              <Text size="xsmall" className="text-ui-fg-subtle">
                {say(because)}
              </Text>
            ) : null}
          </Fact>
        ) : null}
        {passed.length > 0 ? (
          <Fact term={t("delivery.passed")}>
            {passed.map(({ channel, text }) => (
              <span key={channel} className="block">
                {say(text)}
              </span>
            ))}
          </Fact>
        ) : null}
        {coupon ? (
          <Fact term={t("delivery.coupon")}>
            <code className="text-xs">{coupon.code}</code> <CouponBadge coupon={coupon} />
          </Fact>
        ) : null}
      </dl>
    </Section>
  )
}
