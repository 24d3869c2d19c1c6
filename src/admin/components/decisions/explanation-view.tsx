import { CheckCircleSolid, XCircleSolid, InformationCircleSolid } from "@medusajs/icons"
import { Text } from "@medusajs/ui"
import type { Explanation } from "../../../types"
import { useLocale } from "../../lib/locale"

/** A trace as a person reads it; the sign before a line is said aloud too. */
export function ExplanationView({ explanation }: { explanation: Explanation }) {
  const { say } = useLocale()
  return (
    <div className="flex flex-col gap-y-3">
      <Text weight="plus" className="text-ui-fg-base">
        {say(explanation.headline)}
      </Text>
      <ul className="flex flex-col gap-y-2">
        {explanation.lines.map((line, index) => (
          <li key={index} className="flex items-start gap-x-2">
            <Sign passed={line.passed} />
            <Text size="small">{say(line.text)}</Text>
          </li>
        ))}
      </ul>
    </div>
  )
}

function Sign({ passed }: { passed: boolean | null }) {
  const { t } = useLocale()
  if (passed === null) {
    return (
      <span className="text-ui-fg-muted mt-0.5 shrink-0">
        <InformationCircleSolid aria-hidden />
        <span className="sr-only">{t("explanation.open")}</span>
      </span>
    )
  }
  return (
    <span
      className={`mt-0.5 shrink-0 ${passed ? "text-ui-tag-green-icon" : "text-ui-tag-red-icon"}`}
    >
      {passed ? <CheckCircleSolid aria-hidden /> : <XCircleSolid aria-hidden />}
      <span className="sr-only">{t(passed ? "explanation.passed" : "explanation.failed")}</span>
    </span>
  )
}
