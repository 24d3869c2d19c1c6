import { Heading, Text } from "@medusajs/ui"
import { useLocale } from "../../lib/locale"
import { useValue } from "../../lib/resources"
import { ModeBanner } from "../common/mode-banner"
import { Page, Section } from "../common/page"
import { Empty, Loaded } from "../common/states"
import { BackTestCard } from "./back-test-card"
import { CustomerList } from "./customer-list"
import { DueList } from "./due-list"
import { ProductList } from "./product-list"
import { SpreadCards } from "./spread-cards"

/** Who the best customers are, who is leaving, what they buy next and when they will need it again. */
export function ValuePage() {
  const { t, calendarDay } = useLocale()
  const query = useValue()
  return (
    <Page>
      <ModeBanner />
      <Heading level="h1" className="sr-only">
        {t("nav.value")}
      </Heading>
      <Loaded query={query} rows={8}>
        {({ value }) =>
          value.customers === 0 && value.as_of === null ? (
            <Section title={t("nav.value")}>
              <Empty title={t("value.none")} text={t("value.noneText")} />
            </Section>
          ) : (
            <>
              <CustomerList />
              <ProductList value={value} />
              <DueList value={value} />
              <BackTestCard value={value} />
              <SpreadCards value={value} />
              <Text size="xsmall" className="text-ui-fg-subtle px-6">
                {value.as_of === null
                  ? t("value.beforeNight")
                  : t("value.asOf", { date: calendarDay(value.as_of) })}
              </Text>
            </>
          )
        }
      </Loaded>
    </Page>
  )
}
