import { Alert, Heading, Text } from "@medusajs/ui"
import type { ReactNode } from "react"
import { statusOf } from "../../lib/api"
import { useLocale } from "../../lib/locale"
import { useProfile, type Profile } from "../../lib/resources"
import { TierBadge } from "../common/badges"
import { Section, TextLink } from "../common/page"
import { Empty, Failed, Loading } from "../common/states"
import { CustomerConsents } from "./customer-consents"
import { CustomerCoupons } from "./customer-coupons"
import { CustomerDecisions } from "./customer-decisions"
import { CustomerForecast } from "./customer-forecast"
import { CustomerPlanned } from "./customer-planned"
import { CustomerPurchases } from "./customer-purchases"
import { KnownFacts } from "./known-facts"
import { TierBreakdownView } from "./tier-breakdown"
import { TierHistory } from "./tier-history"

/** All that Kairos holds on one customer, on that customer's page. */
export function CustomerCard({ customerId }: { customerId: string }) {
  const { t, say } = useLocale()
  const query = useProfile(customerId)
  const profile = query.data?.profile
  return (
    <Section
      title={t("customer.card")}
      badge={profile ? <TierBadge tier={profile.tier} /> : null}
      actions={<TextLink to={`/kairos/privacy/${customerId}`}>{t("privacy.dossier")}</TextLink>}
      description={profile?.tier_sentence ? say(profile.tier_sentence) : undefined}
    >
      {profile ? (
        <CustomerParts profile={profile} />
      ) : query.error ? (
        statusOf(query.error) === 404 ? (
          <Empty title={t("customer.noProfile")} text={t("customer.noProfileText")} />
        ) : (
          <Failed error={query.error} retry={() => void query.refetch()} />
        )
      ) : (
        <Loading rows={8} />
      )}
    </Section>
  )
}

function CustomerParts({ profile }: { profile: Profile }) {
  const { t } = useLocale()
  return (
    <>
      {profile.profiling_objected ? (
        <div className="px-6 py-3">
          <Alert variant="info" className="items-start">
            {t("customer.objected")}
          </Alert>
        </div>
      ) : null}
      {profile.tier_breakdown ? (
        <Part title={t("tier.why", { tier: profile.tier_breakdown.tier })}>
          <TierBreakdownView breakdown={profile.tier_breakdown} currency={profile.currency_code} />
        </Part>
      ) : null}
      {profile.tier_changes.length > 0 ? (
        <Part title={t("tier.history.title")}>
          <TierHistory changes={profile.tier_changes} />
        </Part>
      ) : null}
      {profile.profiling_objected || profile.forecast === null ? null : (
        <Part title={t("value.forecast.title")}>
          <CustomerForecast profile={profile} />
        </Part>
      )}
      {profile.known.length > 0 ? (
        <Part title={t("customer.known")}>
          <KnownFacts known={profile.known} />
        </Part>
      ) : null}
      <Part title={t("customer.purchases")}>
        <CustomerPurchases profile={profile} />
      </Part>
      <Part title={t("customer.consents")}>
        <CustomerConsents profile={profile} />
      </Part>
      <Part
        title={t("customer.planned")}
        link={
          <TextLink to={`/kairos/deliveries?customer_id=${profile.customer_id}`}>
            {t("customer.allDeliveries")}
          </TextLink>
        }
      >
        <CustomerPlanned customerId={profile.customer_id} />
      </Part>
      <Part
        title={t("customer.decisions")}
        link={
          <TextLink to={`/kairos/decisions?customer_id=${profile.customer_id}`}>
            {t("customer.allDecisions")}
          </TextLink>
        }
      >
        <CustomerDecisions decisions={profile.decisions} />
      </Part>
      <Part title={t("customer.coupons")}>
        <CustomerCoupons coupons={profile.coupons} />
      </Part>
    </>
  )
}

type PartProps = { title: string; link?: ReactNode; children: ReactNode }

const Part = ({ title, link, children }: PartProps) => (
  <section className="px-6 py-4">
    <div className="mb-2 flex items-baseline justify-between gap-x-2">
      <Heading level="h3">{title}</Heading>
      {link ? (
        <Text size="small" as="span">
          {link}
        </Text>
      ) : null}
    </div>
    {children}
  </section>
)
