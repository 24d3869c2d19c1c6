import { Badge, Text } from "@medusajs/ui"
import { useLocale } from "../../lib/locale"
import type { Profile } from "../../lib/resources"

const SHOWN = 5

export function CustomerPurchases({ profile }: { profile: Profile }) {
  const { t, date, money, number } = useLocale()
  if (profile.purchases_count === 0) {
    return <Text size="small">{t("customer.noPurchases")}</Text>
  }
  const spent = Object.entries(profile.spent).map(([currency, amount]) => money(amount, currency))
  return (
    <div className="flex flex-col gap-y-2">
      <Text size="small" className="text-ui-fg-subtle">
        {t("customer.purchaseTotals", {
          orders: number(profile.order_count),
          spent: spent.join(" + ") || "–",
          last: date(profile.last_order_at),
        })}
      </Text>
      <ul className="divide-y">
        {profile.purchases.slice(0, SHOWN).map((purchase) => (
          <li
            key={purchase.id}
            className="txt-compact-small flex items-center justify-between gap-x-2 py-1.5"
          >
            <span>{date(purchase.occurred_at)}</span>
            <span className="flex items-center gap-x-2">
              {purchase.canceled ? (
                <Badge size="2xsmall" color="red">
                  {t("customer.canceled")}
                </Badge>
              ) : null}
              {Number(purchase.refunded) > 0 ? (
                <Badge size="2xsmall" color="orange">
                  {t("customer.refunded", {
                    amount: money(purchase.refunded, purchase.currency_code),
                  })}
                </Badge>
              ) : null}
              <span className="tabular-nums">{money(purchase.total, purchase.currency_code)}</span>
            </span>
          </li>
        ))}
      </ul>
      {profile.purchases_count > SHOWN ? (
        <Text size="xsmall" className="text-ui-fg-subtle">
          {t("customer.morePurchases", { number: number(profile.purchases_count - SHOWN) })}
        </Text>
      ) : null}
    </div>
  )
}
