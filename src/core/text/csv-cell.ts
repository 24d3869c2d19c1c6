/** An own number may begin with a minus: `-5.00` is computed by no spreadsheet, `-1+1` is. */
const PLAIN_NUMBER = /^-?\d+(\.\d+)?$/

/**
 * What a spreadsheet would take for a formula: a line that begins with one of its signs (also the full-width ones), whatever
 * blank stands before it, or a cell that begins with a tab or a line break, which some programs cut off.
 */
const FORMULA = /^[\t\r\n]|(^|[\r\n])[\s\u00a0\u200b\ufeff]*[=+\-@|\uff1d\uff0b\uff0d\uff20]/u

/** A text as a CSV cell that is shown and never computed: an apostrophe before what looks like a formula (C-16). */
export const csvCell = (text: string): string =>
  FORMULA.test(text) && !PLAIN_NUMBER.test(text) ? `'${text}` : text
