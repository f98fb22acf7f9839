import { randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { contentSecurityPolicy, NONCE_PLACEHOLDER } from './content-policy.ts';
import { isOurs } from './scheme.ts';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
};

const alwaysSent = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};

const refuse = (status: number): Response => new Response(null, { status, headers: alwaysSent });

/**
 * Answers the window's requests from what was built. The files are listed once, at the start, and only what is on that
 * list is ever read: a path is looked up, never joined, so there is nothing for it to escape from.
 */
export function createFileServer(folder: string): (request: Request) => Promise<Response> {
  const listing = listFiles(folder);
  return async (request) => {
    if (request.method !== 'GET' || !isOurs(request.url)) return refuse(400);
    const asked = decodePath(new URL(request.url).pathname);
    if (asked === null) return refuse(400);
    const file = (await listing).get(asked === '/' ? '/index.html' : asked);
    if (file === undefined) return refuse(404);
    return asDocument(file, await readFile(file));
  };
}

function asDocument(file: string, body: Buffer<ArrayBuffer>): Response {
  const extension = path.extname(file);
  const headers = { ...alwaysSent, 'content-type': types[extension] ?? 'application/octet-stream' };
  if (extension !== '.html')
    return new Response(body, { headers: { ...headers, 'content-security-policy': "default-src 'none'" } });
  const nonce = randomBytes(16).toString('base64');
  return new Response(body.toString('utf8').replaceAll(NONCE_PLACEHOLDER, nonce), {
    headers: { ...headers, 'cache-control': 'no-store', 'content-security-policy': contentSecurityPolicy(nonce) },
  });
}

function decodePath(pathname: string): string | null {
  try {
    const decoded = decodeURIComponent(pathname);
    return /[\\\0]|\.\.|\/\//.test(decoded) ? null : decoded;
  } catch {
    return null;
  }
}

async function listFiles(folder: string, prefix = '/'): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, string>();
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const full = path.join(folder, entry.name);
    if (entry.isDirectory())
      for (const [name, file] of await listFiles(full, `${prefix}${entry.name}/`)) files.set(name, file);
    else if (entry.isFile() && Object.hasOwn(types, path.extname(entry.name))) files.set(prefix + entry.name, full);
  }
  return files;
}
