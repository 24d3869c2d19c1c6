import type { Localized } from "../catalog/definitions"
import { formatInstantIn, formatNumber } from "../text/format"
import { localized } from "../text/localized"
import type { Language } from "../text/localized"

export type TriedCode = {
  readonly attempts: number
  readonly baskets: number
  readonly since: string
  readonly revoked_at: string | null
}

type Words = { readonly attempts: string; readonly baskets: string; readonly since: string }

const TRIED: Readonly<Record<Language, (words: Words, one: boolean) => string>> = {
  en: ({ attempts, baskets, since }, one) =>
    one
      ? `This code was tried once by somebody else, on ${since}.`
      : `This code was tried ${attempts} times by others after ${since}, on ${baskets}.`,
  es: ({ attempts, baskets, since }, one) =>
    one
      ? `Otra persona probó este código una vez, el ${since}.`
      : `Otras personas probaron este código ${attempts} veces desde el ${since}, en ${baskets}.`,
  pt: ({ attempts, baskets, since }, one) =>
    one
      ? `Outra pessoa tentou este código uma vez, em ${since}.`
      : `Outras pessoas tentaram este código ${attempts} vezes desde ${since}, em ${baskets}.`,
}

const CARTS: Readonly<Record<Language, readonly [one: string, more: string]>> = {
  en: ["cart", "carts"],
  es: ["carrito", "carritos"],
  pt: ["carrinho", "carrinhos"],
}

const REVOKED: Readonly<Record<Language, (at: string) => string>> = {
  en: (at) => `It was revoked on ${at}; its owner has a new one of the same value.`,
  es: (at) => `Se revocó el ${at}; su dueño tiene uno nuevo del mismo valor.`,
  pt: (at) => `Foi revogado em ${at}; o dono tem um novo do mesmo valor.`,
}

/** What happened to a code, for the admin; times as the shop's clocks show them. */
export function leakSentence(tried: TriedCode, zone: string): Localized {
  return localized((language) => {
    const time = (at: string) => formatInstantIn(at, language, zone)
    const words = {
      attempts: formatNumber(tried.attempts, language),
      baskets: `${formatNumber(tried.baskets, language)} ${CARTS[language][tried.baskets === 1 ? 0 : 1]}`,
      since: time(tried.since),
    }
    const said = TRIED[language](words, tried.attempts === 1)
    return tried.revoked_at === null ? said : `${said} ${REVOKED[language](time(tried.revoked_at))}`
  })
}
