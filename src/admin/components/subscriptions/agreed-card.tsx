import type { SubscriptionDetailResponse } from "../../../types"
import { useLocale } from "../../lib/locale"
import { Fact, Section, TextLink } from "../common/page"
import { TermFacts } from "../plans/term-facts"

/** What the customer agreed to, as it was then; the plan may have changed since. */
export function AgreedCard({ subscription, agreed }: SubscriptionDetailResponse) {
  const { t, dateTime } = useLocale()
  return (
    <Section title={t("subscription.agreed")} description={t("subscription.agreedHint")}>
      <dl className="divide-y">
        <Fact term={t("plan.one")}>
          <TextLink to={`/kairos/subscriptions/plans/${subscription.plan_id}`}>
            {subscription.plan_name}
          </TextLink>{" "}
          ({t("version.number", { number: agreed.plan_version })})
        </Fact>
        {agreed.becomes === null ? null : (
          <Fact term={t("subscription.switch.becomes")}>
            {t("subscription.switch.becomesWhat", agreed.becomes)}
          </Fact>
        )}
        <Fact term={t("subscription.consent")}>
          {agreed.auto_renew_since === null
            ? t(agreed.text_version === null ? "subscription.noConsent" : "subscription.withdrawn")
            : t("subscription.consentSince", { at: dateTime(agreed.auto_renew_since) })}
          {agreed.text_version === null ? null : (
            <span className="text-ui-fg-subtle block">
              {t("subscription.textVersion", { version: agreed.text_version })}
            </span>
          )}
        </Fact>
        <TermFacts terms={agreed.terms} />
        <Fact term={t("subscription.place")}>
          {[agreed.country_code?.toUpperCase(), agreed.zone].filter(Boolean).join(" · ")}
        </Fact>
      </dl>
    </Section>
  )
}
