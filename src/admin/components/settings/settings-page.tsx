import { Heading } from "@medusajs/ui"
import { useLocale } from "../../lib/locale"
import { useSettings } from "../../lib/resources"
import { Fact, Page, Section } from "../common/page"
import { Loaded } from "../common/states"
import { AnswerCard } from "./answer-card"
import { CapsCard } from "./caps-card"
import { HoldoutCard } from "./holdout-card"
import { LeakCard } from "./leak-card"
import { ModeCard } from "./mode-card"
import { PolicyDocumentCard } from "./policy-document-card"
import { QuietHoursCard } from "./quiet-hours-card"
import { RecoveryCard } from "./recovery-card"
import { SenderCard } from "./sender-card"
import { SwitchesCard } from "./switches-card"
import { TiersCard } from "./tiers-card"

export function SettingsPage() {
  const { t } = useLocale()
  const query = useSettings()
  return (
    <Page>
      <Heading level="h1" className="sr-only">
        {t("settings.title")}
      </Heading>
      <Loaded query={query} rows={12}>
        {({ settings }) => (
          <>
            <ModeCard settings={settings} />
            <SwitchesCard settings={settings} />
            <QuietHoursCard settings={settings} />
            <CapsCard settings={settings} />
            <RecoveryCard settings={settings} />
            <LeakCard settings={settings} />
            <AnswerCard settings={settings} />
            <HoldoutCard settings={settings} />
            <SenderCard settings={settings} />
            <TiersCard settings={settings} />
            <PolicyDocumentCard />
            <Section title={t("settings.fixed")} description={t("settings.fixedHint")}>
              <dl className="divide-y">
                <Fact term={t("settings.timeZone")}>{settings.time_zone}</Fact>
                <Fact term={t("settings.locale")}>
                  {t(`language.${settings.locale}`, { defaultValue: settings.locale })}
                </Fact>
                <Fact term={t("settings.consentBasis")}>
                  {t(`settings.basis.${settings.consent_basis}`)}
                </Fact>
                <Fact term={t("settings.storefrontUrl")}>{settings.storefront_url}</Fact>
                <Fact term={t("settings.publicUrl")}>{settings.public_url}</Fact>
              </dl>
            </Section>
          </>
        )}
      </Loaded>
    </Page>
  )
}
