import { Text } from "@medusajs/ui"
import { useLocale } from "../../lib/locale"
import { useTierPolicy } from "../../lib/resources"
import { Section } from "../common/page"
import { Loaded } from "../common/states"

/** The tier policy in words, as it is in force: for whoever is held to it without having set it. */
export function PolicyDocumentCard() {
  const { t, say } = useLocale()
  const query = useTierPolicy()
  return (
    <Section title={t("tier.document.title")} description={t("tier.document.hint")}>
      <Loaded query={query} rows={6}>
        {({ policy }) => (
          <div className="flex flex-col gap-y-2 px-6 py-4">
            {policy.document.map((paragraph) => (
              <Text key={paragraph.en} size="small">
                {say(paragraph)}
              </Text>
            ))}
          </div>
        )}
      </Loaded>
    </Section>
  )
}
