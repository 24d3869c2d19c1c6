import { useLocale } from "../../lib/locale"
import { Page, Section } from "../common/page"
import { DueCard } from "./due-card"
import { FiguresCard } from "./figures-card"
import { GuardCard } from "./guard-card"

/** What is coming, how it went, and whether everything about it is right. */
export function OutlookPage() {
  const { t } = useLocale()
  return (
    <Page>
      <Section
        level="h1"
        title={t("subscription.outlook")}
        description={t("subscription.outlookHint")}
      />
      <DueCard />
      <FiguresCard />
      <GuardCard />
    </Page>
  )
}
