import { Text } from "@medusajs/ui"
import type { ContentWords, OnSiteContent } from "../../../types"
import { useLocale } from "../../lib/locale"
import { TextArea, TextInput, Toggle } from "../forms/controls"
import { Field } from "../forms/field"
import { LANGUAGES } from "../templates/starter-template"
import { type ContentLanguage, withWords } from "./content-words"

type ContentTranslationsProps = {
  value: OnSiteContent
  path: string
  onChange: (value: OnSiteContent) => void
}

/** The words for pages in other languages; what is left empty is read as the content itself says it. */
export function ContentTranslations({ value, path, onChange }: ContentTranslationsProps) {
  const { t } = useLocale()
  return (
    <div className="flex flex-col gap-y-4 md:col-span-2">
      <div>
        <Text size="small" leading="compact" weight="plus">
          {t("content.translations")}
        </Text>
        <Text size="small" className="text-ui-fg-subtle">
          {t("content.translationsHint")}
        </Text>
      </div>
      {LANGUAGES.map((language) => (
        <Translation
          key={language}
          language={language}
          value={value}
          path={`${path}.translations.${language}`}
          onChange={(words) => onChange(withWords(value, language, words))}
        />
      ))}
    </div>
  )
}

type TranslationProps = {
  language: ContentLanguage
  value: OnSiteContent
  path: string
  onChange: (words: ContentWords | null) => void
}

const FIELDS = ["headline", "body", "label", "disclosure"] as const

function Translation({ language, value, path, onChange }: TranslationProps) {
  const { t } = useLocale()
  const words = value.translations?.[language] ?? null
  const name = t(`language.${language}`)
  const said = {
    headline: value.headline,
    body: value.body,
    label: value.cta?.label,
    disclosure: value.disclosure,
  }
  return (
    <div className="flex flex-col gap-y-4">
      <Field label={name}>
        {(control) => (
          <Toggle {...control} value={words !== null} onChange={(on) => onChange(on ? {} : null)} />
        )}
      </Field>
      {words !== null ? (
        <fieldset className="border-ui-border-base grid grid-cols-1 gap-4 border-s ps-4">
          <legend className="sr-only">{name}</legend>
          {FIELDS.filter((field) => said[field] !== null && said[field] !== undefined).map(
            (field) => (
              <Field key={field} label={t(LABELS[field])} path={`${path}.${field}`} optional>
                {(control) => {
                  const Input = field === "body" ? TextArea : TextInput
                  return (
                    <Input
                      {...control}
                      value={words[field] ?? ""}
                      placeholder={said[field] ?? ""}
                      onChange={(text) => onChange({ ...words, [field]: text })}
                    />
                  )
                }}
              </Field>
            )
          )}
        </fieldset>
      ) : null}
    </div>
  )
}

const LABELS: Readonly<Record<(typeof FIELDS)[number], string>> = {
  headline: "content.headline",
  body: "content.body",
  label: "content.ctaLabel",
  disclosure: "content.disclosure",
}
