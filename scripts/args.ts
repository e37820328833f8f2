/** Arguments, complaints and exit codes that every command of ours shares (sysexits.h: 64 usage, 65 bad data, 66 no input). */
import { readFileSync } from 'node:fs';
import { parseArgs, type ParseArgsConfig } from 'node:util';

export const EXIT = { usage: 64, data: 65, noInput: 66 } as const;

type Options = NonNullable<ParseArgsConfig['options']>;

/** Ends the command with a word to the person who called it: never a stack trace. */
export function fail(command: string, message: string, code: number): never {
  process.stderr.write(`${command}: ${message}\n`);
  process.exit(code);
}

/** Reads the arguments. `--help` prints the usage; an unknown option or a missing value is named on standard error, exit 64. */
export function readArgs<const T extends Options>(command: string, usage: string, options: T) {
  try {
    const config = {
      options: { ...options, help: { type: 'boolean', short: 'h' } },
      allowPositionals: true,
      strict: true,
    } as const;
    const { values, positionals } = parseArgs<{ options: T; allowPositionals: true; strict: true }>(config as never);
    if ((values as { help?: boolean }).help) {
      process.stdout.write(`${usage}\n`);
      process.exit(0);
    }
    return { values, positionals };
  } catch (error) {
    const [reason = 'bad arguments'] = String((error as Error).message).split('. ');
    return fail(command, `${reason.replace(/\.$/, '')}\n\n${usage}`, EXIT.usage);
  }
}

/** A file's bytes, or an error in words that names it, exit 66. */
export function readInput(command: string, path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    const words: Record<string, string> = { ENOENT: 'there is no such file', EISDIR: 'it is a folder', EACCES: 'no permission' };
    return fail(
      command,
      `cannot read ${path}: ${words[(error as NodeJS.ErrnoException).code ?? ''] ?? 'reading failed'}`,
      EXIT.noInput,
    );
  }
}

/** Objects as JSON lines on standard output. A reader that closed the pipe (`| head`) is no error. */
export function writeLines(rows: readonly object[]): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
  if (rows.length) process.stdout.write(rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
}
