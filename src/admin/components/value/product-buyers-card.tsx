import type { ProductBuyersResponse } from "../../../types"
import { useLocale } from "../../lib/locale"
import { useProductBuyers } from "../../lib/resources"
import { Fact, Section } from "../common/page"
import { Empty, Loaded } from "../common/states"

const CLASSES = ["adopter", "pragmatist", "sceptic", "laggard"] as const

/** Who buys a product, on the product's own page: for whom a text about it should be written. */
export function ProductBuyersCard({ productId }: { productId: string }) {
  const { t } = useLocale()
  const query = useProductBuyers(productId)
  return (
    <Section title={t("value.buyers.title")} description={t("value.buyers.hint")}>
      <Loaded query={query} rows={4}>
        {({ buyers }) =>
          buyers.customers === 0 ? (
            <Empty title={t("value.buyers.none")} />
          ) : (
            <Buyers buyers={buyers} />
          )
        }
      </Loaded>
    </Section>
  )
}

function Buyers({ buyers }: ProductBuyersResponse) {
  const { t, number, percent, calendarDay } = useLocale()
  const { classes, usual_shares } = buyers
  const known = CLASSES.reduce((sum, name) => sum + classes[name], 0)
  return (
    <dl className="divide-y">
      <Fact term={t("value.buyers.customers")}>
        {number(buyers.customers)}
        <span className="text-ui-fg-subtle block">
          {t("value.between", {
            from: calendarDay(buyers.first_bought_on ?? ""),
            to: calendarDay(buyers.last_bought_on ?? ""),
          })}
        </span>
      </Fact>
      {known === 0 ? (
        <Fact term={t("value.class.title")}>
          <span className="text-ui-fg-subtle">{t("value.buyers.unknown")}</span>
        </Fact>
      ) : (
        CLASSES.map((name) => (
          <Fact key={name} term={t(`value.class.${name}`)}>
            {t("value.class.share", {
              number: number(classes[name]),
              share: percent(classes[name] / known),
              usual: percent(usual_shares[name]),
            })}
          </Fact>
        ))
      )}
    </dl>
  )
}
