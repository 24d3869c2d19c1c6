/** The few things of Next.js 15 that the example uses, so that it is checked here without installing Next.js. */
declare module "next/headers" {
  export function cookies(): Promise<{ get(name: string): { value: string } | undefined }>
  export function headers(): Promise<{ get(name: string): string | null }>
}

declare module "next/navigation" {
  export function usePathname(): string
  export function useRouter(): { push(href: string): void; refresh(): void }
}
