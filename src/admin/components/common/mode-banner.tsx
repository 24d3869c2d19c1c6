import { Alert } from "@medusajs/ui"
import { useLocale } from "../../lib/locale"
import { useSettings } from "../../lib/resources"
import { TextLink } from "./page"

/** Says on the first page that nothing leaves, as long as nothing leaves. */
export function ModeBanner() {
  const { t } = useLocale()
  const settings = useSettings().data?.settings
  if (settings?.mode !== "shadow") {
    return null
  }
  return (
    <Alert variant="warning" className="items-start">
      <p className="font-medium">{t("mode.shadowTitle")}</p>
      <p>
        {t("mode.shadowText")} <TextLink to="/kairos/settings">{t("nav.settings")}</TextLink>
      </p>
    </Alert>
  )
}
