import { useState } from "react"
import { TextInput } from "../forms/controls"
import type { ControlProps } from "../forms/field"

type ManyTextProps = {
  control: ControlProps
  label: string
  value: string
  onChange: (text: string) => void
}

/** Values with commas between: keeps what is typed, since "a," is on its way to "a, b". */
export function ManyText({ control, label, value, onChange }: ManyTextProps) {
  const [text, setText] = useState(value)
  return (
    <TextInput
      {...control}
      aria-label={label}
      value={text}
      placeholder="a, b, c"
      onChange={(next) => {
        setText(next)
        onChange(next)
      }}
    />
  )
}
