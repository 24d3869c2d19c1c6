import { Text } from "@medusajs/ui"
import type { CouponResponse } from "../../../types"
import { useLocale } from "../../lib/locale"
import { CouponBadge } from "../common/badges"

const isOpen = (coupon: CouponResponse) => coupon.status === "open" || coupon.status === "presented"

export function CustomerCoupons({ coupons }: { coupons: CouponResponse[] }) {
  const { t, date, money, number } = useLocale()
  const open = coupons.filter(isOpen)
  if (open.length === 0) {
    return <Text size="small">{t("customer.noCoupons")}</Text>
  }
  const worth = ({ kind, value, currency_code }: CouponResponse) =>
    kind === "percent"
      ? t("coupon.percent", { value: number(Number(value)) })
      : kind === "fixed"
        ? money(value ?? "0", currency_code)
        : t(`coupon.kind.${kind}`)
  return (
    <ul className="divide-y">
      {open.map((coupon) => (
        <li
          key={coupon.id}
          className="txt-compact-small flex items-start justify-between gap-x-2 py-1.5"
        >
          <span>
            <code>{coupon.code}</code> · {worth(coupon)}
            <span className="text-ui-fg-subtle block">
              {t("coupon.until", { date: date(coupon.expires_at) })}
              {coupon.minimum
                ? ` · ${t("coupon.minimum", { amount: money(coupon.minimum, coupon.currency_code) })}`
                : ""}
            </span>
          </span>
          <CouponBadge coupon={coupon} />
        </li>
      ))}
    </ul>
  )
}
