import { Button, Hint } from "@medusajs/ui"
import { useId } from "react"
import { useLocale } from "../../lib/locale"
import type { Catalog } from "../../lib/resources"
import { NumberInput, Pick, TextInput } from "../forms/controls"
import { Field, useProblems } from "../forms/field"
import { DayOffset } from "./day-offset"
import { DurationInput } from "./duration-input"
import {
  choiceOf,
  startOfWait,
  WAIT_CHOICES,
  WEEKDAYS,
  withDays,
  withTime,
  withWeekday,
  type Wait,
  type WaitChoice,
  type WaitForEvent,
  type WaitOffers,
  type WaitUntil,
} from "./wait-draft"

type WaitEditorProps = {
  wait: Wait
  isFirst: boolean
  catalog: Catalog
  triggerCode: string
  /** The step's field in the API's messages. */
  path: string
  onChange: (wait: Wait) => void
}

/** When a step happens: after a while, at an hour, on a day, or when something happens. */
export function WaitEditor({
  wait,
  isFirst,
  catalog,
  triggerCode,
  path,
  onChange,
}: WaitEditorProps) {
  const { t } = useLocale()
  const choice = choiceOf(wait)
  const offers = offersOf(catalog, triggerCode)
  const whole = useProblems(`${path}.until`).concat(useProblems(`${path}.event`))
  return (
    <div role="group" aria-label={t("step.wait")} className="grid grid-cols-1 gap-4 md:grid-cols-2">
      <Field
        label={t("step.wait")}
        hint={t(isFirst ? "wait.fromEvent" : "wait.fromStep")}
        path={path}
      >
        {(control) => (
          <Pick
            {...control}
            value={choice}
            options={WAIT_CHOICES.filter(
              // A date fact that the trigger does not bring could never be saved.
              (code) => code !== "fact" || code === choice || offers.dateFacts.length > 0
            ).map((code) => ({ value: code, label: t(`wait.choice.${code}`) }))}
            onChange={(next) => onChange(startOfWait(next as WaitChoice, wait, offers))}
          />
        )}
      </Field>
      {"minutes" in wait ? (
        <Field label={t("wait.duration")} hint={t("wait.durationHint")} path={`${path}.minutes`}>
          {(control) => (
            <DurationInput
              {...control}
              minutes={wait.minutes}
              onChange={(minutes) => onChange({ minutes })}
            />
          )}
        </Field>
      ) : "event" in wait ? (
        <EventParts
          event={wait.event}
          names={offers.events}
          catalog={catalog}
          path={`${path}.event`}
          onChange={(event) => onChange({ event })}
        />
      ) : (
        <UntilParts
          until={wait.until}
          choice={choice}
          facts={offers.dateFacts}
          catalog={catalog}
          path={`${path}.until`}
          onChange={(until) => onChange({ until })}
        />
      )}
      {whole.map((problem) => (
        <Hint key={problem.message} variant="error" className="md:col-span-2">
          {problem.message}
        </Hint>
      ))}
    </div>
  )
}

const offersOf = (catalog: Catalog, triggerCode: string): WaitOffers => {
  const trigger = catalog.triggers.find((known) => known.code === triggerCode)
  const dates = new Set(catalog.facts.filter(({ type }) => type === "date").map(({ code }) => code))
  return {
    events: catalog.triggers.filter(({ source }) => source !== "request").map(({ code }) => code),
    dateFacts: (trigger?.facts ?? []).filter((code) => dates.has(code)),
  }
}

type UntilPartsProps = {
  until: WaitUntil
  choice: WaitChoice
  facts: readonly string[]
  catalog: Catalog
  path: string
  onChange: (until: WaitUntil) => void
}

function UntilParts({ until, choice, facts, catalog, path, onChange }: UntilPartsProps) {
  const { t, say } = useLocale()
  return (
    <>
      {choice === "date" ? (
        <Field label={t("wait.date")} path={`${path}.date`}>
          {(control) => (
            <TextInput
              {...control}
              type="date"
              value={until.date ?? ""}
              onChange={(date) => onChange({ ...until, date })}
            />
          )}
        </Field>
      ) : null}
      {choice === "fact" ? (
        <Field label={t("wait.fact")} path={`${path}.fact`}>
          {(control) => (
            <Pick
              {...control}
              value={until.fact ?? ""}
              options={facts.map((code) => ({
                value: code,
                label: say(catalog.facts.find((fact) => fact.code === code)?.label) || code,
              }))}
              onChange={(fact) => onChange({ ...until, fact })}
            />
          )}
        </Field>
      ) : null}
      {choice === "time" ? (
        <Field label={t("wait.daysFirst")} hint={t("wait.daysFirstHint")} path={`${path}.days`}>
          {(control) => (
            <NumberInput
              {...control}
              min={0}
              max={366}
              step={1}
              value={until.days ?? 0}
              onChange={(days) => onChange(withDays(until, "after", days ?? 0))}
            />
          )}
        </Field>
      ) : choice === "fact" || until.days !== undefined ? (
        <DayOffset until={until} path={`${path}.days`} onChange={onChange} />
      ) : null}
      <Field label={t("wait.time")} hint={t("wait.timeHint")} path={`${path}.time`}>
        {(control) => (
          <TextInput
            {...control}
            type="time"
            value={until.time ?? ""}
            onChange={(time) => onChange(withTime(until, time))}
          />
        )}
      </Field>
      {choice === "time" ? <Weekdays until={until} path={path} onChange={onChange} /> : null}
    </>
  )
}

function Weekdays({ until, path, onChange }: Pick<UntilPartsProps, "until" | "path" | "onChange">) {
  const { t, weekday } = useLocale()
  const id = useId()
  const problems = useProblems(`${path}.weekdays`)
  return (
    <div className="flex flex-col gap-y-1.5 md:col-span-2">
      <p id={id} className="txt-compact-small-plus">
        {t("wait.weekdays")}
      </p>
      <div role="group" aria-labelledby={id} className="flex flex-wrap gap-1">
        {WEEKDAYS.map((day) => {
          const isOn = until.weekdays?.includes(day) ?? false
          return (
            <Button
              key={day}
              type="button"
              size="small"
              variant={isOn ? "primary" : "secondary"}
              aria-pressed={isOn}
              aria-label={weekday(day, "long")}
              onClick={() => onChange(withWeekday(until, day, !isOn))}
            >
              {weekday(day, "short")}
            </Button>
          )
        })}
      </div>
      <Hint className="text-ui-fg-subtle">{t("wait.weekdaysHint")}</Hint>
      {problems.map((problem) => (
        <Hint key={problem.message} variant="error">
          {problem.message}
        </Hint>
      ))}
    </div>
  )
}

type EventPartsProps = {
  event: WaitForEvent
  names: readonly string[]
  catalog: Catalog
  path: string
  onChange: (event: WaitForEvent) => void
}

function EventParts({ event, names, catalog, path, onChange }: EventPartsProps) {
  const { t, say } = useLocale()
  return (
    <>
      <Field label={t("wait.event")} path={`${path}.name`}>
        {(control) => (
          <Pick
            {...control}
            value={event.name}
            options={names.map((code) => ({
              value: code,
              label: say(catalog.triggers.find((trigger) => trigger.code === code)?.label) || code,
            }))}
            onChange={(name) => onChange({ ...event, name })}
          />
        )}
      </Field>
      <Field label={t("wait.within")} path={`${path}.within_minutes`}>
        {(control) => (
          <DurationInput
            {...control}
            minutes={event.within_minutes}
            onChange={(within_minutes) => onChange({ ...event, within_minutes })}
          />
        )}
      </Field>
      <Field label={t("wait.otherwise")} path={`${path}.otherwise`}>
        {(control) => (
          <Pick
            {...control}
            value={event.otherwise}
            options={(["continue", "exit"] as const).map((code) => ({
              value: code,
              label: t(`wait.otherwiseOf.${code}`),
            }))}
            onChange={(otherwise) =>
              onChange({ ...event, otherwise: otherwise as WaitForEvent["otherwise"] })
            }
          />
        )}
      </Field>
    </>
  )
}
