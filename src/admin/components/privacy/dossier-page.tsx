import { Alert, Badge, Button, Text } from "@medusajs/ui"
import { useState } from "react"
import type { ErasureReceipt, PrivacyResponse } from "../../../types"
import { download } from "../../lib/api"
import { useLocale } from "../../lib/locale"
import { customerLabel, useCustomerNames, useDossier } from "../../lib/resources"
import { CustomerConsents } from "../customers/customer-consents"
import { Fact, Page, Section, TextLink } from "../common/page"
import { ErrorAlert, Loaded } from "../common/states"
import { EraseCard } from "./erase-card"
import { HeldCard } from "./held-card"
import { InferredCard } from "./inferred-card"
import { ObjectionCard } from "./objection-card"
import { ReceiptCard } from "./receipt-card"

type Dossier = PrivacyResponse["privacy"]

/** All that is held of one customer, and what can be done about it on their behalf. */
export function DossierPage({ customerId }: { customerId: string }) {
  const [receipt, setReceipt] = useState<ErasureReceipt | null>(null)
  const query = useDossier(receipt === null ? customerId : null)
  if (receipt !== null) {
    return (
      <Page>
        <ReceiptCard receipt={receipt} />
      </Page>
    )
  }
  return (
    <Page>
      <Loaded query={query} rows={12}>
        {({ privacy }) => (
          <>
            <Head dossier={privacy} />
            <Told dossier={privacy} />
            <HeldCard kind="declared" dossier={privacy} />
            <HeldCard kind="observed" dossier={privacy} />
            <HeldCard kind="inferred" dossier={privacy} />
            <InferredCard dossier={privacy} />
            <ObjectionCard dossier={privacy} />
            <EraseCard dossier={privacy} done={setReceipt} />
          </>
        )}
      </Loaded>
    </Page>
  )
}

function Head({ dossier }: { dossier: Dossier }) {
  const { t, say, dateTime } = useLocale()
  const [failed, setFailed] = useState<Error | null>(null)
  const save = () => {
    setFailed(null)
    download(`profiles/${dossier.customer_id}/privacy`, "kairos-dossier.json", {
      download: true,
    }).catch(setFailed)
  }
  return (
    <Section
      level="h1"
      title={dossier.email ?? dossier.customer_id}
      description={t("privacy.made", { date: dateTime(dossier.made_at) })}
      actions={
        <Button size="small" variant="secondary" onClick={save}>
          {t("privacy.download")}
        </Button>
      }
    >
      {failed ? (
        <div className="px-6 py-3">
          <ErrorAlert error={failed} />
        </div>
      ) : null}
      <dl className="divide-y">
        <Fact term={t("customer.one")}>
          <TextLink to={`/customers/${dossier.customer_id}`}>{dossier.customer_id}</TextLink>
        </Fact>
        <Fact term={t("privacy.linked")}>
          <Linked dossier={dossier} />
        </Fact>
        <Fact term={t("privacy.value")}>
          {dossier.value === null ? t("privacy.noValue") : say(dossier.value.sentence)}
        </Fact>
        <Fact term={t("customer.consents")}>
          <CustomerConsents profile={dossier} />
        </Fact>
      </dl>
    </Section>
  )
}

/** Guest and account of one address are one person to caps and consents, and each has a dossier of its own. */
function Linked({ dossier }: { dossier: Dossier }) {
  const { t } = useLocale()
  const names = useCustomerNames(dossier.same_address.map(({ customer_id }) => customer_id))
  if (dossier.same_address.length === 0) {
    return <>{t("privacy.notLinked")}</>
  }
  return (
    <>
      <ul>
        {dossier.same_address.map(({ customer_id, has_account }) => (
          <li key={customer_id}>
            <TextLink to={`/kairos/privacy/${customer_id}`}>
              {customerLabel(names.get(customer_id), customer_id)}
            </TextLink>{" "}
            <Badge size="2xsmall">{t(has_account ? "customer.account" : "customer.guest")}</Badge>
          </li>
        ))}
      </ul>
      <Text size="small" className="text-ui-fg-subtle">
        {t("privacy.linkedHint")}
      </Text>
    </>
  )
}

function Told({ dossier }: { dossier: Dossier }) {
  const { t, say, dateTime } = useLocale()
  return (
    <Section title={t("privacy.decisions")} description={t("privacy.decisionsHint")}>
      {dossier.decisions.length === 0 ? (
        <div className="px-6 py-4">
          <Text size="small">{t("customer.noDecisions")}</Text>
        </div>
      ) : (
        <ol className="divide-y">
          {dossier.decisions.map((decision) => (
            <li key={decision.id} className="px-6 py-3">
              <Text size="small" className="text-ui-fg-subtle">
                {dateTime(decision.decided_at)} ·{" "}
                <TextLink to={`/kairos/decisions/${decision.id}`}>
                  {decision.automation_name ?? t("decision.one")}
                </TextLink>
              </Text>
              <Text size="small">{say(decision.told)}</Text>
            </li>
          ))}
        </ol>
      )}
      {dossier.profiling_objected ? (
        <div className="px-6 py-3">
          <Alert variant="info" className="items-start">
            {t("customer.objected")}
          </Alert>
        </div>
      ) : null}
    </Section>
  )
}
