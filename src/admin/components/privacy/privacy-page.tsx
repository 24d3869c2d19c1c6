import { Text } from "@medusajs/ui"
import { useNavigate } from "react-router-dom"
import { useLocale } from "../../lib/locale"
import { CustomerPicker } from "../common/customer-picker"
import { Page, Section } from "../common/page"
import { Field } from "../forms/field"
import { RegisterCard } from "./register-card"
import { ReviewsCard } from "./reviews-card"

/** Where whoever answers for the data of shoppers works: requests, one person's dossier, the register of processing. */
export function PrivacyPage() {
  const { t } = useLocale()
  const navigate = useNavigate()
  return (
    <Page>
      <Section level="h1" title={t("nav.privacy")} description={t("privacy.hint")}>
        <div className="grid grid-cols-[minmax(0,32rem)] px-6 py-4">
          <Field label={t("privacy.whose")} hint={t("privacy.whoseHint")}>
            {(control) => (
              <CustomerPicker
                {...control}
                value={null}
                onChange={(id) => void navigate(`/kairos/privacy/${id}`)}
              />
            )}
          </Field>
        </div>
      </Section>
      <ReviewsCard state="open" />
      <ReviewsCard state="closed" />
      <RegisterCard />
      <Text size="small" className="text-ui-fg-subtle px-1">
        {t("privacy.counsel")}
      </Text>
    </Page>
  )
}
