import type { PlanTermsResponse } from "../../../types"
import { useLocale } from "../../lib/locale"
import { useCustomerGroups } from "../../lib/resources"
import { Fact } from "../common/page"

/** A plan's terms in rows of a card; what it does not have is left out. */
export function TermFacts({ terms }: { terms: PlanTermsResponse }) {
  const { t, money, number } = useLocale()
  const groups = useCustomerGroups()
  const days = (value: number) => t("plan.days", { days: number(value) })
  const group = terms.customer_group_id
  return (
    <>
      <Fact term={t("plan.term")}>
        <TermWords terms={terms} />
      </Fact>
      <Fact term={t("plan.renewal")}>{t(`plan.renewalOf.${terms.renewal}`)}</Fact>
      <Fact term={t("plan.price")}>
        {terms.price === null
          ? t("plan.productPrice")
          : money(terms.price.amount, terms.price.currency_code)}
      </Fact>
      {terms.trial_days === 0 ? null : <Fact term={t("plan.trial")}>{days(terms.trial_days)}</Fact>}
      <Fact term={t("plan.notice")}>
        {terms.notice_days === null ? t("plan.noticeByLaw") : days(terms.notice_days)}
      </Fact>
      {terms.notice_after_use === true ? (
        <Fact term={t("plan.noticeAfterUse")}>{t("condition.true")}</Fact>
      ) : null}
      {terms.notice_after_visit === true ? (
        <Fact term={t("plan.noticeAfterVisit")}>{t("condition.true")}</Fact>
      ) : null}
      <Fact term={t("plan.grace")}>{days(terms.grace_days)}</Fact>
      {terms.dormant_after_days === null ? null : (
        <Fact term={t("plan.dormant")}>{days(terms.dormant_after_days)}</Fact>
      )}
      {terms.postpone_days == null ? null : (
        <Fact term={t("plan.postpone")}>{days(terms.postpone_days)}</Fact>
      )}
      {terms.pause_days == null ? null : (
        <Fact term={t("plan.pause")}>{days(terms.pause_days)}</Fact>
      )}
      <Fact term={t("plan.withdrawal")}>
        {terms.withdrawal_days == null
          ? t("plan.withdrawalByLaw")
          : terms.withdrawal_days === 0
            ? t("plan.withdrawalNone")
            : days(terms.withdrawal_days)}
      </Fact>
      <Fact term={t("plan.skip")}>{t(`condition.${terms.may_skip}`)}</Fact>
      {group === null ? null : (
        <Fact term={t("plan.group")}>{groups.find(({ id }) => id === group)?.name ?? group}</Fact>
      )}
      {terms.tier_floor == null ? null : <Fact term={t("plan.tierFloor")}>{terms.tier_floor}</Fact>}
      {terms.placements === undefined || terms.placements.length === 0 ? null : (
        <Fact term={t("plan.placements")}>{terms.placements.join(", ")}</Fact>
      )}
    </>
  )
}

export function TermWords({ terms: { term } }: { terms: Pick<PlanTermsResponse, "term"> }) {
  const { t, number } = useLocale()
  // Medusa's code for Brazilian Portuguese is none that plural rules know: one and many are told apart here.
  const words = ({ unit, count }: typeof term, more: Readonly<Record<string, string>> = {}) =>
    t(`plan.every.${unit}.${count === 1 ? "one" : "many"}`, { number: number(count), ...more })
  return <>{words(term, term.unit === "use" ? { within: words(term.within) } : {})}</>
}
