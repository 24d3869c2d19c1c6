import { Alert, Badge, Text } from "@medusajs/ui"
import { useLocale } from "../../lib/locale"
import type { Profile } from "../../lib/resources"

type Props = {
  profile: Pick<Profile, "consents"> & {
    suppressed: Pick<Profile["suppressed"][number], "channel" | "cause" | "since">[]
  }
}

/** What holds without anybody having said so was not given. */
const consentLabel = ({ granted, since }: Props["profile"]["consents"][number]): string =>
  granted ? (since === null ? "customer.applies" : "customer.granted") : "customer.refused"

export function CustomerConsents({ profile }: Props) {
  const { t, date } = useLocale()
  const channel = (code: string) => t(`channel.${code}`, { defaultValue: code })
  return (
    <div className="flex flex-col gap-y-2">
      {profile.suppressed.map((entry) => (
        <Alert key={entry.channel} variant="warning" className="items-start">
          {t("customer.suppressed", {
            channel: channel(entry.channel),
            cause: t(`suppression.${entry.cause}`, { defaultValue: entry.cause }),
            date: date(entry.since),
          })}
        </Alert>
      ))}
      {profile.consents.length === 0 ? <Text size="small">{t("customer.noConsents")}</Text> : null}
      <ul className="divide-y">
        {profile.consents.map((consent) => (
          <li
            key={`${consent.purpose}:${consent.channel}`}
            className="txt-compact-small flex items-start justify-between gap-x-2 py-1.5"
          >
            <span>
              {t(`purpose.${consent.purpose}`, { defaultValue: consent.purpose })} ·{" "}
              {channel(consent.channel)}
              {consent.since ? (
                <span className="text-ui-fg-subtle block">
                  {date(consent.since)}
                  {consent.source
                    ? ` · ${t(`source.${consent.source}`, { defaultValue: consent.source })}`
                    : ""}
                </span>
              ) : consent.granted ? (
                <span className="text-ui-fg-subtle block">{t("customer.appliesHint")}</span>
              ) : null}
            </span>
            <Badge size="2xsmall" color={consent.granted ? "green" : "grey"}>
              {t(consentLabel(consent))}
            </Badge>
          </li>
        ))}
      </ul>
    </div>
  )
}
