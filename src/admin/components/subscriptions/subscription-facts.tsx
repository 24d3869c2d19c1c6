import type { SubscriptionDetailResponse } from "../../../types"
import { useLocale } from "../../lib/locale"
import { customerLabel, useCustomerNames } from "../../lib/resources"
import { Fact, Section, TextLink } from "../common/page"

/** Whose it is, what it is and until when. */
export function SubscriptionFacts({
  subscription,
  agreed,
  withdraw_until,
}: SubscriptionDetailResponse) {
  const { t, date, dateTime, number } = useLocale()
  const names = useCustomerNames([subscription.customer_id])
  const { customer_id } = subscription
  return (
    <Section title={t("subscription.details")}>
      <dl className="divide-y">
        <Fact term={t("customer.one")}>
          {customer_id === null ? (
            (subscription.email ?? t("subscription.erased"))
          ) : (
            <TextLink to={`/customers/${customer_id}`}>
              {customerLabel(names.get(customer_id), subscription.email ?? customer_id)}
            </TextLink>
          )}
        </Fact>
        <Fact term={t("subscription.product")}>
          <TextLink to={`/products/${subscription.product_id}`}>{subscription.title}</TextLink>
          {subscription.quantity > 1 ? ` × ${number(subscription.quantity)}` : ""}
        </Fact>
        <Fact term={t("subscription.firstOrder")}>
          {subscription.order_id === null ? (
            "–"
          ) : (
            <TextLink to={`/orders/${subscription.order_id}`}>{t("subscription.order")}</TextLink>
          )}
        </Fact>
        <Fact term={t("subscription.started")}>{dateTime(subscription.started_at)}</Fact>
        {subscription.uses_left === null ? null : (
          <Fact term={t("subscription.usesLeft")}>{number(subscription.uses_left)}</Fact>
        )}
        <Fact term={t("subscription.paidUntil")}>{date(subscription.current_until)}</Fact>
        {agreed.paused_at === null || subscription.status !== "active" ? null : (
          <Fact term={t("subscription.pausedAt")}>
            {dateTime(agreed.paused_at)}
            <span className="text-ui-fg-subtle block">{t("subscription.pausedHint")}</span>
          </Fact>
        )}
        {withdraw_until === null ? null : (
          <Fact term={t("subscription.withdrawUntil")}>{dateTime(withdraw_until)}</Fact>
        )}
        {subscription.ended_at === null ? null : (
          <Fact term={t("subscription.endedAt")}>{dateTime(subscription.ended_at)}</Fact>
        )}
        <Fact term={t("subscription.lastUsed")}>
          {agreed.last_used_at === null
            ? t("subscription.neverTold")
            : dateTime(agreed.last_used_at)}
        </Fact>
        <Fact term={t("subscription.payment")}>
          {agreed.payment_provider === null ? (
            t("subscription.noPayment")
          ) : (
            <code className="break-all text-xs">{agreed.payment_provider}</code>
          )}
        </Fact>
        <Fact term={t("subscription.id")}>
          <code className="break-all text-xs">{subscription.id}</code>
        </Fact>
      </dl>
    </Section>
  )
}
