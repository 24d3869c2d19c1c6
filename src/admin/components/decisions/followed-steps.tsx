import { Text } from "@medusajs/ui"
import type { DecisionDetailResponse } from "../../../types"
import { useLocale } from "../../lib/locale"
import { Fact, Section } from "../common/page"

type Followed = DecisionDetailResponse["followed"]

/** The later steps of a journey in shadow mode, and what would have become of each. */
export function FollowedSteps({ followed }: { followed: Followed }) {
  const { t } = useLocale()
  return (
    <Section title={t("decision.followed")} description={t("decision.followedHint")}>
      <dl className="divide-y">
        {followed.map((one, index) => (
          <Fact
            key={index}
            term={`${one.step} · ${t(`channel.${one.channel}`, { defaultValue: one.channel })}`}
          >
            <FollowedStep {...one} />
          </Fact>
        ))}
      </dl>
    </Section>
  )
}

function FollowedStep({ state, reason, because, due_at, would_go_at }: Followed[number]) {
  const { t, say, dateTime } = useLocale()
  const waits = state === "queued" || state === "held"
  return (
    <>
      {would_go_at !== null
        ? t("decision.followedSent", { time: dateTime(would_go_at) })
        : waits
          ? t("decision.followedWaits", { time: dateTime(due_at) })
          : t("decision.followedNot")}
      {reason ? (
        <Text size="xsmall" className="text-ui-fg-subtle">
          {t(`reason.${reason}`)}
          {because ? `: ${say(because)}` : ""}
        </Text>
      ) : null}
    </>
  )
}
