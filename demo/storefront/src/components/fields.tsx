import { type InputHTMLAttributes, type ReactNode, useId } from "react"
import { type ConsentName, CONSENT_NAMES, consentTexts } from "../texts/consent-texts"
import { useShop } from "../state/shop"

type FieldProps = InputHTMLAttributes<HTMLInputElement> & {
  readonly label: string
  readonly hint?: string
}

export const Field = ({ label, hint, ...input }: FieldProps) => {
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input id={id} {...input} aria-describedby={hint === undefined ? undefined : `${id}-hint`} />
      {hint !== undefined && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  )
}

type CheckProps = Omit<InputHTMLAttributes<HTMLInputElement>, "type"> & {
  readonly children: ReactNode
}

export const Check = ({ children, ...input }: CheckProps) => {
  const id = useId()
  return (
    <div className="check">
      <input id={id} type="checkbox" {...input} />
      <label htmlFor={id}>{children}</label>
    </div>
  )
}

/**
 * Never ticked beforehand, never required: consent that was not given freely is none. Nobody is asked again for what they
 * have `given`.
 */
export const ConsentChecks = ({ given = [] }: { given?: readonly ConsentName[] }) => {
  const { texts, locale } = useShop()
  const asked = CONSENT_NAMES.filter((name) => !given.includes(name))
  return asked.length === 0 ? null : (
    <fieldset className="consents">
      <legend>{texts.checkout.consents}</legend>
      {asked.map((name) => (
        <Check
          key={name}
          name={`consent-${name}`}
          data-testid={`consent-${name}`}
          data-text-version={`${consentTexts[name].version}/${locale}`}
        >
          {consentTexts[name].text[locale]}
        </Check>
      ))}
      <p className="hint">{texts.checkout.consentsHint}</p>
    </fieldset>
  )
}

export const consentsOf = (form: FormData): readonly ConsentName[] =>
  CONSENT_NAMES.filter((name) => form.get(`consent-${name}`) !== null)

export const textOf = (form: FormData, name: string): string => String(form.get(name) ?? "").trim()

/** Always in the page, so that screen readers notice when something appears in it. */
export const Alert = ({ children }: { children: ReactNode }) => (
  <div role="alert" className={children ? "alert" : undefined} data-testid="alert">
    {children}
  </div>
)
