import type { ContentWords, OnSiteContent } from "../../../types"

export type ContentLanguage = keyof NonNullable<OnSiteContent["translations"]>

/** The content with these words in a language; null takes the language away. */
export function withWords(
  content: OnSiteContent,
  language: ContentLanguage,
  words: ContentWords | null
): OnSiteContent {
  const { [language]: _before, ...others } = content.translations ?? {}
  return { ...content, translations: words === null ? others : { ...others, [language]: words } }
}

/** What the content no longer says is said in no language. */
export function withoutWord(content: OnSiteContent, word: keyof ContentWords): OnSiteContent {
  const rest = Object.entries(content.translations ?? {}).map(([language, words]) => {
    const { [word]: _gone, ...kept } = words
    return [language, kept]
  })
  return { ...content, translations: Object.fromEntries(rest) as OnSiteContent["translations"] }
}
