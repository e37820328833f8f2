/** Types of install.mjs, which is plain Node. */
interface Lock {
  packages?: Record<string, { version?: string; optional?: boolean; os?: string[]; cpu?: string[]; link?: boolean }>;
}
export const ROOT: string;
export function nodeProblem(version: string): string;
export function missingPackages(lock: Lock, installed: Lock | null): string[];
export function installPackages(): boolean;
