import { Table } from "@medusajs/ui"
import { useEffect, useRef } from "react"
import type { ErasureReceipt } from "../../../types"
import { useLocale } from "../../lib/locale"
import { useRegister } from "../../lib/resources"
import { RenewalProofText } from "./renewal-proof-text"
import { Fact, Section, TextLink } from "../common/page"
import { Scroll } from "../common/scroll"

/** What an erasure did and what it left: it names nobody, and can be given to whoever asked. */
export function ReceiptCard({ receipt }: { receipt: ErasureReceipt }) {
  const { t, say, list, dateTime, number } = useLocale()
  const register = useRegister()
  const card = useRef<HTMLElement>(null)
  // It takes the place of a long page whose end had the focus.
  useEffect(() => card.current?.focus(), [])
  const { hits } = receipt.verification
  const labels = new Map(register.data?.register.map(({ table, label }) => [table, say(label)]))
  const named = (table: string) => labels.get(table) ?? table
  return (
    <section ref={card} tabIndex={-1} aria-label={t("privacy.erased")} className="outline-none">
      <Section
        level="h1"
        title={t("privacy.erased")}
        description={t("privacy.erasedHint")}
        actions={<TextLink to="/kairos/privacy">{t("nav.privacy")}</TextLink>}
      >
        <dl className="divide-y">
          <Fact term={t("privacy.receipt")}>{receipt.id}</Fact>
          <Fact term={t("audit.at")}>{dateTime(receipt.erased_at)}</Fact>
          <Fact term={t("privacy.reason")}>{t(`privacy.reasons.${receipt.reason}`)}</Fact>
          <Fact term={t("privacy.people")}>
            {t("privacy.peopleCount", {
              customers: number(receipt.customers),
              addresses: number(receipt.addresses),
            })}
          </Fact>
          <Fact term={t("privacy.scan")}>
            {hits.length === 0
              ? t("privacy.scanClean")
              : t("privacy.scanHits", {
                  number: hits.length,
                  where: list(hits.map(({ table }) => named(table))),
                })}
          </Fact>
          {receipt.renewal_proof ? (
            <Fact term={t("privacy.proof")}>
              <RenewalProofText proof={receipt.renewal_proof} />
            </Fact>
          ) : null}
        </dl>
        <Scroll label={t("privacy.receipt")}>
          <Table>
            <Table.Header>
              <Table.Row>
                <Table.HeaderCell>{t("privacy.what")}</Table.HeaderCell>
                <Table.HeaderCell>{t("privacy.atErasure")}</Table.HeaderCell>
                <Table.HeaderCell className="text-right">{t("privacy.rows")}</Table.HeaderCell>
              </Table.Row>
            </Table.Header>
            <Table.Body>
              {receipt.tables.map((line) => (
                <Table.Row key={line.table}>
                  <Table.Cell>{named(line.table)}</Table.Cell>
                  <Table.Cell>{t(`privacy.actions.${line.action}`)}</Table.Cell>
                  <Table.Cell className="text-right">
                    {line.rows === null ? "–" : number(line.rows)}
                  </Table.Cell>
                </Table.Row>
              ))}
            </Table.Body>
          </Table>
        </Scroll>
      </Section>
    </section>
  )
}
