import { Text } from "@medusajs/ui"
import type { PrivacyResponse } from "../../../types"
import { useLocale } from "../../lib/locale"
import { Section } from "../common/page"
import { RenewalProofText } from "./renewal-proof-text"
import { Empty } from "../common/states"

const SHOWN = 50

type Props = {
  readonly dossier: PrivacyResponse["privacy"]
  readonly kind: "declared" | "observed" | "inferred"
}

/** What was told, seen or concluded, table by table, as it stands there. */
export function HeldCard({ dossier, kind }: Props) {
  const { t, say, date } = useLocale()
  const sections = dossier[kind]
  return (
    <Section title={t(`privacy.held.${kind}`)}>
      {kind === "declared" && dossier.answers.length > 0 ? (
        <ul className="px-6 py-3">
          {dossier.answers.map(({ label, value, at }) => (
            <li key={label.en} className="txt-compact-small py-1">
              {say(label)} <strong>{say(value)}</strong>{" "}
              <span className="text-ui-fg-subtle">{date(at)}</span>
            </li>
          ))}
        </ul>
      ) : null}
      {sections.length === 0 ? <Empty title={t("privacy.nothing")} /> : null}
      {sections.map((section) => (
        <details key={section.table} className="px-6 py-3">
          <summary className="txt-compact-small focus-visible:shadow-borders-focus cursor-pointer rounded-sm outline-none">
            {say(section.label)} ({section.rows.length})
          </summary>
          <Text size="small" className="text-ui-fg-subtle mt-2">
            {say(section.purpose)} · {say(section.basis)} ·{" "}
            {say(section.retention).replaceAll("`", "")}
          </Text>
          {section.table === "kairos_subscription_record" && dossier.renewal_proof ? (
            <Text size="small">
              <RenewalProofText proof={dossier.renewal_proof} />
            </Text>
          ) : null}
          <pre
            tabIndex={0}
            aria-label={say(section.label)}
            className="focus-visible:shadow-borders-focus mt-2 max-h-72 overflow-auto whitespace-pre-wrap break-words rounded-sm text-xs outline-none"
          >
            {JSON.stringify(section.rows.slice(0, SHOWN), null, 1)}
          </pre>
          {section.rows.length > SHOWN ? (
            <Text size="small">
              {t("customer.morePurchases", { number: section.rows.length - SHOWN })}
            </Text>
          ) : null}
        </details>
      ))}
    </Section>
  )
}
