import { Input, Text } from "@medusajs/ui"
import { useEffect, useId, useState, type KeyboardEvent } from "react"
import { useLocale } from "../../lib/locale"
import type { ControlProps } from "../forms/field"

export type Choice = { readonly value: string; readonly label: string; readonly detail?: string }

type ComboboxProps = ControlProps & {
  choices: readonly Choice[]
  /** What stands in the field while nothing is being typed. */
  shown: string
  placeholder: string
  onSearch: (text: string) => void
  onPick: (choice: Choice) => void
}

/** Search and pick by keyboard or mouse, after the WAI-ARIA pattern of a combobox with a list. */
export function Combobox({
  choices,
  shown,
  placeholder,
  onSearch,
  onPick,
  ...control
}: ComboboxProps) {
  const { t } = useLocale()
  const listId = useId()
  const [open, setOpen] = useState(false)
  const [active, setActive] = useState(0)
  const [text, setText] = useState("")

  useEffect(() => {
    const timer = setTimeout(() => onSearch(text.trim()), 250)
    return () => clearTimeout(timer)
    // The search follows the text alone; a new function identity must not ask again.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [text])

  const pick = (choice: Choice | undefined) => {
    if (choice) {
      onPick(choice)
      setText("")
      setOpen(false)
    }
  }
  const step = (by: number) => {
    setOpen(true)
    setActive((index) => (choices.length ? (index + by + choices.length) % choices.length : 0))
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const keys: Record<string, () => void> = {
      ArrowDown: () => step(open ? 1 : 0),
      ArrowUp: () => step(-1),
      Enter: () => open && pick(choices[active]),
      Escape: () => setOpen(false),
    }
    const act = keys[event.key]
    if (act && (event.key !== "Escape" || open)) {
      event.preventDefault()
      event.stopPropagation()
      act()
    }
  }

  return (
    <div className="relative">
      <Input
        {...control}
        role="combobox"
        aria-expanded={open}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={open && choices[active] ? `${listId}-${active}` : undefined}
        autoComplete="off"
        placeholder={shown || placeholder}
        value={open ? text : text || shown}
        onFocus={() => setOpen(true)}
        onClick={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onKeyDown={onKeyDown}
        onChange={(event) => {
          setText(event.target.value)
          setActive(0)
          setOpen(true)
        }}
      />
      <ul
        id={listId}
        role="listbox"
        aria-label={placeholder}
        hidden={!open}
        className="bg-ui-bg-component shadow-elevation-flyout absolute z-50 mt-1 max-h-64 w-full overflow-y-auto rounded-lg p-1"
      >
        {choices.map((choice, index) => (
          <li
            key={choice.value}
            id={`${listId}-${index}`}
            role="option"
            aria-selected={index === active}
            // Mouse down comes before blur; a click would find the list closed already.
            onMouseDown={(event) => {
              event.preventDefault()
              pick(choice)
            }}
            className={`txt-compact-small cursor-pointer rounded-md px-2 py-1.5 ${
              index === active ? "bg-ui-bg-component-hover" : ""
            }`}
          >
            {choice.label}
            {choice.detail ? (
              <Text size="xsmall" className="text-ui-fg-subtle">
                {choice.detail}
              </Text>
            ) : null}
          </li>
        ))}
        {choices.length === 0 ? (
          <li role="option" aria-selected={false} aria-disabled className="px-2 py-1.5">
            <Text size="small" className="text-ui-fg-subtle">
              {t("state.nothingFound")}
            </Text>
          </li>
        ) : null}
      </ul>
    </div>
  )
}
