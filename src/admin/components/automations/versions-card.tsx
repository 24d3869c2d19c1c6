import { Button, Text } from "@medusajs/ui"
import type {
  AutomationDefinition,
  AutomationResponse,
  AutomationVersionResponse,
} from "../../../types"
import { useLocale } from "../../lib/locale"
import { useVersions } from "../../lib/resources"
import { Section } from "../common/page"
import { Loaded } from "../common/states"

type OnLoad = (definition: AutomationDefinition, version: number) => void
type VersionsCardProps = { automation: AutomationResponse; onLoad: OnLoad }

/** Every save is a version; an older one can be taken back into the form and saved as the newest. */
export function VersionsCard({ automation, onLoad }: VersionsCardProps) {
  const { t } = useLocale()
  const query = useVersions(automation.id)
  return (
    <Section title={t("version.title")} description={t("version.hint")}>
      <Loaded query={query} rows={2}>
        {({ versions }) => (
          <ol
            className="max-h-80 divide-y overflow-y-auto"
            tabIndex={0}
            aria-label={t("version.title")}
          >
            {[...versions]
              .sort((a, b) => b.version - a.version)
              .map((version) => (
                <VersionRow
                  key={version.version}
                  version={version}
                  isCurrent={version.version === automation.version}
                  onLoad={onLoad}
                />
              ))}
          </ol>
        )}
      </Loaded>
    </Section>
  )
}

type VersionRowProps = { version: AutomationVersionResponse; isCurrent: boolean; onLoad: OnLoad }

function VersionRow({ version, isCurrent, onLoad }: VersionRowProps) {
  const { t, dateTime } = useLocale()
  return (
    <li className="flex items-center justify-between gap-3 px-6 py-3">
      <div className="min-w-0">
        <Text size="small" weight="plus">
          {t("version.number", { number: version.version })}
          {isCurrent ? ` · ${t("version.current")}` : ""}
        </Text>
        <Text size="small" className="text-ui-fg-subtle truncate">
          {dateTime(version.created_at)}
        </Text>
      </div>
      {isCurrent ? null : (
        <Button
          size="small"
          variant="transparent"
          aria-label={t("version.loadNamed", { number: version.version })}
          onClick={() => onLoad(version.definition, version.version)}
        >
          {t("version.load")}
        </Button>
      )}
    </li>
  )
}
