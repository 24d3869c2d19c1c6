import fc from "fast-check"

/** scripts/test.mjs prints the seed; `KAIROS_SEED=… npm test` plays the same run again. */
export const seed = Number(process.env.KAIROS_SEED ?? 1)

fc.configureGlobal({ seed })
