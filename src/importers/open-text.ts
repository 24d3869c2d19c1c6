import { createReadStream } from "node:fs"
import { open, stat } from "node:fs/promises"
import { pipeline, Readable } from "node:stream"
import { createGunzip } from "node:zlib"
import { ImportError } from "./import-error"

/**
 * Opens a text file, gzipped or not: its first two bytes decide, not its name.
 * @throws ImportError when it is missing, a folder, empty, or called .gz without being gzip
 */
export async function openText(file: string): Promise<Readable> {
  const zipped = await isGzip(file)
  const source = createReadStream(file)
  if (!zipped) {
    return source
  }
  const gunzip = createGunzip()
  pipeline(source, gunzip, () => undefined)
  return Readable.from(unpacked(gunzip, file), { objectMode: false })
}

async function* unpacked(gunzip: AsyncIterable<Buffer>, file: string): AsyncGenerator<Buffer> {
  try {
    yield* gunzip
  } catch (error) {
    throw new ImportError(`${file} cannot be unpacked: ${reasonOf(error as NodeJS.ErrnoException)}`)
  }
}

const reasonOf = (error: NodeJS.ErrnoException): string =>
  error.code === "Z_BUF_ERROR"
    ? "it ends too early, as after a download that broke off; fetch it again"
    : `the gzip data is damaged (${error.message}); fetch it again`

async function isGzip(file: string): Promise<boolean> {
  const info = await stat(file).catch((error: unknown) => {
    const { code, message } = error as NodeJS.ErrnoException
    const why = code === "ENOENT" ? "there is no such file" : message
    throw new ImportError(`${file} cannot be read: ${why}; give the path of a CSV or CSV.gz file`)
  })
  if (info.isDirectory()) {
    throw new ImportError(`${file} is a folder; give the path of a CSV or CSV.gz file in it`)
  }
  const start = await firstBytes(file)
  if (start.length === 0) {
    throw new ImportError(`${file} is empty; expected a CSV with a header line`)
  }
  const zipped = start[0] === 0x1f && start[1] === 0x8b
  if (!zipped && /\.gz$/i.test(file)) {
    throw new ImportError(
      `${file} is named .gz but is not gzip; rename it to .csv, or pack it with gzip`
    )
  }
  return zipped
}

async function firstBytes(file: string): Promise<Buffer> {
  const handle = await open(file).catch((error: unknown) => {
    throw new ImportError(`${file} cannot be opened: ${(error as Error).message}`)
  })
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(2), 0, 2, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await handle.close()
  }
}
