/**
 * A statement of Medusa's own tables: when its connection breaks, Medusa's error handler logs the statement with its values,
 * before anything of ours could take them away. Knex writes the names of tables in quotes.
 */
const MEDUSA_STATEMENT = /(?:insert into|update|delete from|from) "(?!kairos_)[a-z_]+"/

/** The lines of a log that name a shopper. Medusa's own statements do not count, unless a table of ours stands in them. */
export const leaksIn = (log: string, shopper: RegExp): readonly string[] =>
  log
    .split("\n")
    .filter((line) => shopper.test(line))
    .filter((line) => line.includes("kairos_") || !MEDUSA_STATEMENT.test(line))
