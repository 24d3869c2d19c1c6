/** The name of an exclusion list that an address stands on, as a subquery; the hash is the one that such lists are handed out with. */
export const excludedSql = (email: string): string =>
  `(select x.list from kairos_exclusion x where x.hash = encode(sha256(convert_to(${email}, 'UTF8')), 'hex') limit 1)`
