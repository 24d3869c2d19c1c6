import { memo } from "react"

/** FNV-1a, so that a product looks the same on every page, server and browser. */
const hash = (text: string): number => {
  let value = 0x811c9dc5
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193) >>> 0
  }
  return value
}

/** Ground and figure pairs that go well together. */
const PALETTES = [
  ["#efe3d3", "#b5563c", "#e7b48f", "#5b2c20"],
  ["#dfe8e1", "#2f6152", "#93b8a4", "#163a30"],
  ["#e5e6ef", "#3c4a86", "#9aa6d4", "#1f2950"],
  ["#f3e1e1", "#a34660", "#dfa0ae", "#57202f"],
  ["#efe9d2", "#a47b1d", "#dcc27a", "#574010"],
  ["#dde9ee", "#2d6b84", "#93c0d1", "#143a49"],
  ["#ebe2ec", "#6f4a86", "#bd9fce", "#3a2449"],
  ["#e6ead8", "#66752b", "#b3c07d", "#353d13"],
] as const

type Shape = (tone: readonly string[], bits: number) => React.ReactNode

const vase: Shape = ([, body, light], bits) => (
  <>
    <path
      d={`M${172 - (bits % 3) * 8} 96h${56 + (bits % 3) * 16}l-6 40c44 26 62 70 50 116-8 30-30 44-72 44s-64-14-72-44c-12-46 6-90 50-116z`}
      fill={body}
    />
    <path d="M150 210c-4 34 10 58 34 66-34-6-52-32-34-66z" fill={light} opacity=".7" />
  </>
)

const bowl: Shape = ([, body, light, dark], bits) => (
  <>
    <circle cx={160 + (bits % 5) * 16} cy="170" r="44" fill={light} />
    <circle cx={225 - (bits % 4) * 9} cy="184" r="34" fill={dark} opacity=".85" />
    <path d="M92 196h216c0 66-44 100-108 100S92 262 92 196z" fill={body} />
  </>
)

const lamp: Shape = ([, body, light, dark], bits) => (
  <>
    <rect x="194" y="170" width="12" height="118" fill={dark} />
    <rect
      x={160 - (bits % 3) * 8}
      y="284"
      width={80 + (bits % 3) * 16}
      height="14"
      rx="7"
      fill={dark}
    />
    <path d="M152 92h96l38 96H114z" fill={body} />
    <path d="M152 92h30l-24 96h-44z" fill={light} opacity=".55" />
  </>
)

const box: Shape = ([, body, light, dark], bits) => (
  <>
    <rect x="104" y="150" width="192" height="146" rx="8" fill={body} />
    <rect x="92" y="126" width="216" height="42" rx="8" fill={dark} />
    <rect x={184 + (bits % 3) * 4} y="126" width="28" height="170" fill={light} />
    <path
      d="M198 124c-40-46-74-30-60-6 8 12 34 10 60 6zm4 0c40-46 74-30 60-6-8 12-34 10-60 6z"
      fill={light}
    />
  </>
)

const cup: Shape = ([, body, light, dark], bits) => (
  <>
    <path d="M270 186c52-10 62 66-8 72" fill="none" stroke={body} strokeWidth="18" />
    <path d="M116 150h164v92c0 34-22 54-56 54h-52c-34 0-56-20-56-54z" fill={body} />
    <ellipse cx="198" cy="150" rx="82" ry="18" fill={dark} />
    <path
      d={`M${168 + (bits % 4) * 6} 122c-14-18 14-26 0-46m36 46c-14-18 14-26 0-46`}
      fill="none"
      stroke={light}
      strokeWidth="8"
      strokeLinecap="round"
    />
  </>
)

const arches: Shape = ([, body, light, dark], bits) => (
  <>
    <path d="M90 296V196a62 62 0 0 1 124 0v100z" fill={body} />
    <path d="M152 296V226a40 40 0 0 1 80 0v70z" fill={light} />
    <path d="M226 296V156a44 44 0 0 1 88 0v140z" fill={dark} opacity=".9" />
    <circle cx={140 + (bits % 5) * 20} cy="104" r="26" fill={light} />
  </>
)

const SHAPES = [vase, bowl, lamp, box, cup, arches]

/** A picture for a product that has none: drawn from its handle, always the same. Decorative. */
export const ProductArt = memo(({ handle, className }: { handle: string; className?: string }) => {
  const value = hash(handle)
  const palette = PALETTES[value % PALETTES.length] ?? PALETTES[0]
  const shape = SHAPES[(value >>> 5) % SHAPES.length] ?? vase
  const sun = 60 + ((value >>> 9) % 280)
  return (
    <svg
      className={className}
      viewBox="0 0 400 400"
      preserveAspectRatio="xMidYMid slice"
      aria-hidden="true"
      focusable="false"
    >
      <rect width="400" height="400" fill={palette[0]} />
      <circle
        cx={sun}
        cy={110 + ((value >>> 12) % 60)}
        r={70 + ((value >>> 15) % 50)}
        fill="#fff"
        opacity=".45"
      />
      <rect y="296" width="400" height="104" fill={palette[2]} opacity=".45" />
      <ellipse cx="200" cy="300" rx="130" ry="12" fill={palette[3]} opacity=".18" />
      {shape(palette, value >>> 18)}
    </svg>
  )
})
ProductArt.displayName = "ProductArt"
