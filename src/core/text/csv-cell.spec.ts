import { csvCell } from "./csv-cell"

// IN18, IN19 and their relatives.
test.each([
  '=HYPERLINK("https://evil.example","click")',
  " =cmd|'/C calc'!A0",
  "\u00a0=1+1",
  "\ufeff=1+1",
  "a\n=cmd",
  "a\r\n  +1",
  "@SUM(A1:A9)",
  "-1+1",
  "+34 600 000 000",
  "\t=1",
  "\tplain",
  "\r=1",
  "\n=1",
  "＝1+1",
  "|calc",
  "-",
])("%j begins with an apostrophe", (text) => {
  expect(csvCell(text)).toBe(`'${text}`)
})

test.each([
  "",
  "Ada",
  "a=b",
  "ada-lovelace@shop.example",
  "a\nb",
  "-5.00",
  "-5",
  "O'Neil",
  "1 - 1",
])("%j stays as it is", (text) => {
  expect(csvCell(text)).toBe(text)
})
