/** Builds the extension, and makes the copy of it that `npm start` can use without anybody clicking a permission prompt. */
import { spawn } from 'node:child_process';
import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { ROOT } from './install.mjs';
import { later } from './tidy';

/** Where WXT puts a build of the project in `folder`. */
export const outputOf = (target: 'chrome' | 'firefox', folder = ROOT): string =>
  join(folder, '.output', target === 'chrome' ? 'chrome-mv3' : 'firefox-mv2');

/** Builds for one browser family; returns the folder. Throws an Error with the builder's last words. */
export async function build(target: 'chrome' | 'firefox', folder = ROOT): Promise<string> {
  const child = spawn(process.execPath, [join(ROOT, 'node_modules', 'wxt', 'bin', 'wxt.mjs'), 'build', '-b', target], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NO_COLOR: '1' },
  });
  const forget = later(() => child.kill());
  let words = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (words += chunk.toString()));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', resolve);
  });
  await forget();
  if (code !== 0) throw new Error(`the build failed:\n${lastWords(words)}`);
  return outputOf(target, folder);
}

/** The end of what a failing builder said, without colours and the places in its own code. */
export const lastWords = (output: string): string =>
  stripVTControlCharacters(output)
    .split('\n')
    .filter((line) => line.trim() && !/^\s+at .*node_modules/.test(line))
    .slice(-20)
    .join('\n');

/** A manifest as far as it is changed here. */
export interface HostsManifest {
  optional_host_permissions?: string[];
  host_permissions?: string[];
  optional_permissions?: string[];
  permissions?: string[];
}

/** The same manifest with its optional hosts granted from the start: Manifest V3 keeps them apart, V2 among the permissions. */
export function withHostsGranted<T extends HostsManifest>(manifest: T): T {
  const { optional_host_permissions: hosts, optional_permissions: mixed, ...rest } = manifest;
  const isHost = (permission: string) => permission.includes('://');
  const others = mixed?.filter((permission) => !isHost(permission)) ?? [];
  const granted = mixed?.filter(isHost) ?? [];
  return {
    ...rest,
    ...(hosts ? { host_permissions: [...(manifest.host_permissions ?? []), ...hosts] } : {}),
    ...(granted.length ? { permissions: [...(manifest.permissions ?? []), ...granted] } : {}),
    ...(others.length ? { optional_permissions: others } : {}),
  } as T;
}

/** Copies a build to `to` with its optional hosts granted. */
export async function copyGranted(from: string, to: string): Promise<void> {
  await rm(to, { recursive: true, force: true });
  await cp(from, to, { recursive: true });
  const file = join(to, 'manifest.json');
  const manifest = JSON.parse(await readFile(file, 'utf8')) as HostsManifest;
  await writeFile(file, JSON.stringify(withHostsGranted(manifest), null, 2));
}
