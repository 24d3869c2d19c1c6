import { Text } from "@medusajs/ui"
import type { SubscriptionDetailResponse } from "../../../types"
import { useLocale } from "../../lib/locale"
import { useSubscription } from "../../lib/resources"
import { Page, Section, TwoColumns } from "../common/page"
import { Empty, Loaded } from "../common/states"
import { AgreedCard } from "./agreed-card"
import { MailTable } from "./mail-table"
import { PeriodTable } from "./period-table"
import { RecordList } from "./record-list"
import { SubscriptionActions } from "./subscription-actions"
import { SubscriptionBadge } from "./subscription-badges"
import { SubscriptionFacts } from "./subscription-facts"
import { SwitchCard } from "./switch-card"
import { WithdrawalCard } from "./withdrawal-card"

export function SubscriptionPage({ id }: { id: string }) {
  const query = useSubscription(id)
  return (
    <Page>
      <Loaded query={query} rows={10}>
        {(detail) => <SubscriptionView {...detail} />}
      </Loaded>
    </Page>
  )
}

function SubscriptionView(detail: SubscriptionDetailResponse) {
  const { t } = useLocale()
  const { subscription, renewals, mails, records } = detail
  return (
    <TwoColumns
      main={
        <>
          <Section
            level="h1"
            title={t("subscription.title", {
              product: subscription.title,
              plan: subscription.plan_name,
            })}
            badge={<SubscriptionBadge status={subscription.status} />}
            description={<Outlook {...detail} />}
            actions={<SubscriptionActions detail={detail} />}
          />
          <Section title={t("subscription.periods")} description={t("subscription.periodsHint")}>
            {renewals.length > 0 ? (
              <PeriodTable renewals={renewals} currency={subscription.currency_code} />
            ) : (
              <Empty title={t("subscription.noPeriods")} />
            )}
          </Section>
          <Section title={t("subscription.mails")} description={t("subscription.mailsHint")}>
            {mails.length > 0 ? (
              <MailTable mails={mails} />
            ) : (
              <Empty title={t("subscription.noMails")} />
            )}
          </Section>
        </>
      }
      side={
        <>
          {detail.withdrawal === null ? null : <WithdrawalCard withdrawal={detail.withdrawal} />}
          {detail.may_switch ? <SwitchCard id={subscription.id} /> : null}
          <SubscriptionFacts {...detail} />
          <AgreedCard {...detail} />
          <RecordList records={records} />
        </>
      }
    />
  )
}

/** What happens next by itself, and why it has not happened yet. */
function Outlook({ outlook, renewals }: SubscriptionDetailResponse) {
  const { t, say, dateTime } = useLocale()
  const because = say(renewals.findLast(({ because }) => because !== null)?.because)
  const isOpen = outlook.code !== "over" && outlook.code !== "nothing"
  return (
    <>
      <Text size="small" as="span">
        {t(
          outlook.at === null
            ? `subscription.next.${outlook.code}`
            : `subscription.nextAt.${outlook.code}`,
          {
            at: dateTime(outlook.at),
          }
        )}
      </Text>
      {isOpen && because ? (
        <Text size="small" as="span" className="block">
          {t("subscription.because", { reason: because })}
        </Text>
      ) : null}
    </>
  )
}
