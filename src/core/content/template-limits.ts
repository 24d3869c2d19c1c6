/** Bounds of a template (requirement C-03). Together they bound what a render can cost. */
export const TEMPLATE_LIMITS = {
  /** Bytes of one source, in UTF-8. */
  source_bytes: 64 * 1024,
  subject_characters: 255,
  /** Variables that one source prints. */
  variables: 200,
  /** Blocks within blocks. */
  depth: 20,
  /** Lists within lists. */
  each_depth: 2,
  /** Entries of a list that are shown. */
  list_entries: 50,
  /** Elements within elements, in MJML: its compiler recurses. */
  mjml_depth: 64,
  /** Characters of one rendered part. */
  output_characters: 256 * 1024,
} as const
