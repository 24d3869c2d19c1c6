import type { RedemptionResponse } from "../../../types"
import { useLocale } from "../../lib/locale"
import { Fact } from "../common/page"

/** Each currency by itself: sums over several would be no amount of anything. */
export function RedemptionList({ redemptions }: { redemptions: readonly RedemptionResponse[] }) {
  const { t, number, money } = useLocale()
  if (redemptions.length === 0) {
    return (
      <dl>
        <Fact term={t("result.redemptions")}>{t("result.noRedemptions")}</Fact>
      </dl>
    )
  }
  return (
    <dl className="divide-y">
      {redemptions.map((row) => (
        <Fact
          key={row.currency_code}
          term={`${t("result.redemptions")} (${row.currency_code.toUpperCase()})`}
        >
          <p>{number(row.coupons)}</p>
          {row.canceled > 0 ? <p>{t("result.canceled", { count: row.canceled })}</p> : null}
          <p>
            {t("result.orders")}: {number(row.orders)} ({money(row.order_total, row.currency_code)})
          </p>
          <p>
            {t("result.discount")}: {money(row.discount, row.currency_code)}
          </p>
        </Fact>
      ))}
    </dl>
  )
}
