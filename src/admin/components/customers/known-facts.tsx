import { Text } from "@medusajs/ui"
import { useLocale } from "../../lib/locale"
import { type Profile, useCatalog } from "../../lib/resources"
import { useFactValue } from "../decisions/values-table"

/** What is computed of the customer, each figure with the event that it came from. */
export function KnownFacts({ known }: { known: Profile["known"] }) {
  const { t, say, number } = useLocale()
  const catalog = useCatalog().data?.catalog
  const facts = new Map(catalog?.facts.map((fact) => [fact.code, fact]))
  const format = useFactValue()
  return (
    <details>
      <summary className="txt-compact-small cursor-pointer">
        {t("customer.knownFigures", { figures: number(known.length) })}
      </summary>
      <dl className="mt-2 divide-y">
        {known.map(({ fact, value, from }) => (
          <div key={fact} className="txt-compact-small grid grid-cols-2 gap-x-2 py-1.5">
            <dt className="text-ui-fg-subtle">{say(facts.get(fact)?.label) || fact}</dt>
            <dd className="min-w-0 break-words">
              {format(value, facts.get(fact))}
              <Text size="xsmall" className="text-ui-fg-subtle">
                {say(from)}
              </Text>
            </dd>
          </div>
        ))}
      </dl>
    </details>
  )
}
