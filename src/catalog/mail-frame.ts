/**
 * The MJML of a mail that we write: a greeting by name where one is known, and what follows it. Type of 16 on 24 pixels, because MJML's
 * own default is 13 on 13.
 * @param blocks lines of MJML, such as `mj-text` and `mj-button`
 */
export function mailFrame(hello: string, blocks: readonly string[]): string {
  return [
    "<mjml>",
    "  <mj-head>",
    "    <mj-attributes>",
    '      <mj-text font-size="16px" line-height="24px" />',
    '      <mj-button font-size="16px" line-height="24px" />',
    "    </mj-attributes>",
    "  </mj-head>",
    "  <mj-body>",
    "    <mj-section>",
    "      <mj-column>",
    `        <mj-text font-size="20px">{{#if customer.first_name}}${hello} {{customer.first_name}},{{else}}${hello},{{/if}}</mj-text>`,
    ...blocks.map((line) => `        ${line}`),
    "      </mj-column>",
    "    </mj-section>",
    "  </mj-body>",
    "</mjml>",
    "",
  ].join("\n")
}
