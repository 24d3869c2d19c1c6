import type { SubscriptionDetailResponse } from "../../../types"
import { useLocale } from "../../lib/locale"
import { Fact, Section, TextLink } from "../common/page"

/** What a withdrawal leaves for the shop to do: Kairos says what was paid and until when it goes back, and moves no money. */
export function WithdrawalCard({
  withdrawal,
}: {
  withdrawal: NonNullable<SubscriptionDetailResponse["withdrawal"]>
}) {
  const { t, date, dateTime, money } = useLocale()
  const { at, goods, refund_by, to_refund, may_keep, currency_code, orders } = withdrawal
  const isOpen = Number(to_refund) > 0
  return (
    <Section
      title={t("subscription.withdrawal.title")}
      description={t(`subscription.withdrawal.${isOpen ? "open" : "settled"}`)}
    >
      <dl className="divide-y">
        <Fact term={t("subscription.withdrawal.at")}>{dateTime(at)}</Fact>
        <Fact term={t("subscription.withdrawal.toRefund")}>{money(to_refund, currency_code)}</Fact>
        {isOpen ? <Fact term={t("subscription.withdrawal.by")}>{date(refund_by)}</Fact> : null}
        {Number(may_keep) > 0 ? (
          <Fact term={t("subscription.withdrawal.mayKeep")}>
            {money(may_keep, currency_code)}
            <span className="text-ui-fg-subtle block">
              {t("subscription.withdrawal.mayKeepHint")}
            </span>
          </Fact>
        ) : null}
        {goods ? (
          <Fact term={t("subscription.withdrawal.goods")}>
            {t("subscription.withdrawal.goodsHint")}
          </Fact>
        ) : null}
        {orders.map((order) => (
          <Fact key={order.order_id} term={t("subscription.order")}>
            <TextLink to={`/orders/${order.order_id}`}>
              {t("subscription.withdrawal.paid", {
                paid: money(order.captured, currency_code),
                refunded: money(order.refunded, currency_code),
              })}
            </TextLink>
          </Fact>
        ))}
      </dl>
    </Section>
  )
}
