import type { Preferences as State } from "medusa-plugin-kairos/storefront"
import { type ReactNode, useId } from "react"
import { isFuture } from "../lib/clock"
import { formatDate } from "../lib/format"
import { FREQUENCIES, frequencyName } from "../lib/read-preferences"
import { useShop } from "../state/shop"
import { Check, Field } from "./fields"

type SelectProps = {
  readonly name: string
  readonly label: string
  readonly value: string
  readonly hint?: string
  readonly options: readonly { readonly value: string; readonly label: string }[]
}

const Select = ({ name, label, value, hint, options }: SelectProps) => {
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        name={name}
        defaultValue={value}
        data-testid={name}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      {hint !== undefined && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  )
}

const Group = ({ title, children }: { title: string; children: ReactNode }) => (
  <fieldset>
    <legend>{title}</legend>
    {children}
  </fieldset>
)

const zoneOptions = (own: string | null, unknown: string) => {
  const zones = Intl.supportedValuesOf("timeZone")
  const all = own === null || zones.includes(own) ? zones : [own, ...zones]
  return [
    { value: "", label: unknown },
    ...all.map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") })),
  ]
}

const Pause = ({ state }: { state: State }) => {
  const { texts, locale } = useShop()
  const paused = isFuture(state.paused_until) ? state.paused_until : null
  const choice = (value: string, label: ReactNode) => (
    <label className="choice">
      <input type="radio" name="pause" value={value} defaultChecked={value === "keep"} />
      <span>{label}</span>
    </label>
  )
  return (
    <Group title={texts.account.pause}>
      <p className="hint">{texts.account.pauseBody}</p>
      {choice(
        "keep",
        paused === null
          ? texts.account.noPause
          : texts.account.pausedUntil(formatDate(paused, locale))
      )}
      {paused !== null && choice("none", texts.account.resume)}
      {choice("30", texts.account.pauseFor(30))}
      {choice("day", texts.account.pauseDay)}
      <Field label={texts.account.day} type="date" name="pause_day" data-testid="pause_day" />
    </Group>
  )
}

const Questions = ({ questions }: { questions: State["questions"] }) => {
  const { texts, locale } = useShop()
  const unanswered = { value: "", label: texts.account.noAnswer }
  return (
    <Group title={texts.account.survey}>
      <p className="hint">{texts.account.surveyBody}</p>
      {questions.map(({ key, kind, label, options, measures, answer }) => {
        const name = `answer-${key}`
        const title = label[locale]
        const choices = options.map((one) => ({ value: one.value, label: one.label[locale] }))
        const yesNo = [
          { value: "yes", label: texts.account.yes },
          { value: "no", label: texts.account.no },
        ]
        if (kind === "many")
          return (
            <Group key={key} title={title}>
              {choices.map((one) => (
                <Check
                  key={one.value}
                  name={name}
                  value={one.value}
                  defaultChecked={Array.isArray(answer) && answer.includes(one.value)}
                >
                  {one.label}
                </Check>
              ))}
            </Group>
          )
        if (kind === "number")
          return (
            <Field
              key={key}
              type="number"
              step="any"
              {...(measures === undefined ? {} : { min: 0, max: 100 })}
              name={name}
              label={title}
              defaultValue={answer === null ? "" : String(answer)}
            />
          )
        const value = typeof answer === "boolean" ? (answer ? "yes" : "no") : String(answer ?? "")
        return (
          <Select
            key={key}
            name={name}
            label={title}
            value={value}
            options={[unanswered, ...(kind === "yes_no" ? yesNo : choices)]}
          />
        )
      })}
    </Group>
  )
}

const Inferred = ({ inferred }: { inferred: State["inferred"] }) => {
  const { texts, locale } = useShop()
  return (
    <Group title={texts.account.inferred}>
      <p className="hint">{texts.account.inferredBody}</p>
      {inferred.map(({ kind, label, choice, choice_label, source, because, choices }) => {
        const found = source === "inferred" && choice_label !== null
        return (
          <Select
            key={`${kind}:${source}:${choice}`}
            name={`inferred-${kind}`}
            label={label[locale]}
            value={source === "declared" ? (choice ?? "none") : ""}
            hint={because[locale]}
            options={[
              {
                value: "",
                label: found
                  ? texts.account.concluded(choice_label[locale])
                  : texts.account.nothingConcluded,
              },
              ...choices.map((one) => ({ value: one.value, label: one.label[locale] })),
              { value: "none", label: texts.account.concludeNothing },
            ]}
          />
        )
      })}
    </Group>
  )
}

/** How often, when, about what, until when, and what somebody says of themselves. */
export const PreferenceFields = ({ state }: { state: State }) => {
  const { texts, locale } = useShop()
  const { account } = texts
  const known = frequencyName(state.frequency)
  const names = [...Object.keys(FREQUENCIES), ...(known === "own" ? ["own"] : [])]
  return (
    <>
      <Select
        key={known}
        name="frequency"
        label={account.frequency}
        value={known}
        options={names.map((value) => ({ value, label: account.frequencies[value] ?? value }))}
      />
      <Group title={account.hours}>
        <p className="hint">{account.hoursBody}</p>
        <div className="pair">
          <Field
            label={account.hoursFrom}
            type="time"
            name="quiet_from"
            data-testid="quiet_from"
            defaultValue={state.quiet_hours?.from ?? ""}
          />
          <Field
            label={account.hoursTo}
            type="time"
            name="quiet_to"
            data-testid="quiet_to"
            defaultValue={state.quiet_hours?.to ?? ""}
          />
        </div>
        <Select
          name="time_zone"
          label={account.zone}
          value={state.time_zone ?? ""}
          options={zoneOptions(state.time_zone, account.zoneUnknown)}
        />
      </Group>
      {state.topics_offered.length > 0 && (
        <Group title={account.topics}>
          {state.topics_offered.map(({ value, label }) => (
            <Check
              key={value}
              name="topic"
              value={value}
              data-testid={`topic-${value}`}
              defaultChecked={state.topics.includes(value)}
            >
              {label[locale]}
            </Check>
          ))}
        </Group>
      )}
      <Pause key={state.paused_until} state={state} />
      {state.questions.length > 0 && <Questions questions={state.questions} />}
      {state.inferred.length > 0 && <Inferred inferred={state.inferred} />}
    </>
  )
}
