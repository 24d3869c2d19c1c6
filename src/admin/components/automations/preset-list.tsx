import { Button, Heading, Text } from "@medusajs/ui"
import { Link } from "react-router-dom"
import { useLocale } from "../../lib/locale"
import type { Catalog } from "../../lib/resources"

/** Ready-made automations to start from; every one opens in the form and is changed there. */
export function PresetList({ presets }: { presets: Catalog["presets"] }) {
  const { t, say, list } = useLocale()
  return (
    <ul className="grid grid-cols-1 gap-3 px-6 py-4 md:grid-cols-2 xl:grid-cols-3">
      {presets.map((preset) => (
        <li
          key={preset.code}
          className="border-ui-border-base flex flex-col justify-between gap-y-3 rounded-lg border p-4"
        >
          <div>
            <Heading level="h2" className="text-base">
              {say(preset.label)}
            </Heading>
            <Text size="small" className="text-ui-fg-subtle mt-1">
              {say(preset.description)}
            </Text>
            {preset.mails.length > 0 ? (
              <Text size="xsmall" className="text-ui-fg-subtle mt-2">
                {t("preset.brings", { names: list(preset.mails.map(({ name }) => name)) })}
              </Text>
            ) : null}
          </div>
          <div>
            <Button size="small" variant="secondary" asChild>
              <Link
                to={`/kairos/automations/new?preset=${encodeURIComponent(preset.code)}`}
                aria-label={t("preset.useNamed", { name: say(preset.label) })}
              >
                {t("preset.use")}
              </Link>
            </Button>
          </div>
        </li>
      ))}
      <li className="border-ui-border-base flex flex-col justify-between gap-y-3 rounded-lg border border-dashed p-4">
        <div>
          <Heading level="h2" className="text-base">
            {t("preset.blank")}
          </Heading>
          <Text size="small" className="text-ui-fg-subtle mt-1">
            {t("preset.blankText")}
          </Text>
        </div>
        <div>
          <Button size="small" variant="secondary" asChild>
            <Link to="/kairos/automations/new?preset=blank">{t("preset.blankUse")}</Link>
          </Button>
        </div>
      </li>
    </ul>
  )
}
