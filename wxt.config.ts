import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import preact from '@preact/preset-vite';
import { defineConfig } from 'wxt';
import { platforms } from './utils/platforms/index.ts';
import { MODEL_FILES } from './utils/scoring/model-files.ts';

const hosts = [...new Set(platforms.flatMap((platform) => platform.matches))].sort();
const csp =
  "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; object-src 'none'; connect-src 'self'; img-src 'self' data:; " +
  "style-src 'self'; frame-ancestors 'none'; form-action 'none'; base-uri 'none'; require-trusted-types-for 'script'; trusted-types breakwater";

/** `npm run dev` opens the machine's own Chromium; where there is no display it only builds and rebuilds. */
const headless = process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY'];
const chromium = ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find((path) => existsSync(path));

export default defineConfig({
  webExt: {
    disabled: headless,
    chromiumArgs: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    ...(chromium ? { binaries: { chrome: chromium } } : {}),
  },
  imports: false,
  modules: ['@wxt-dev/webextension-polyfill'],
  outDir: '.output',
  // What a store's reviewer rebuilds from: the repository without what runs leave behind.
  zip: { excludeSources: ['out/**', '.venv/**', 'models/training/runs/**', '**/__pycache__/**'] },
  hooks: {
    'build:publicAssets': (_, files) => {
      for (const name of ['ort-wasm-simd-threaded.mjs', 'ort-wasm-simd-threaded.wasm']) {
        files.push({ absoluteSrc: resolve('node_modules/onnxruntime-web/dist', name), relativeDest: `ort/${name}` });
      }
      for (const name of MODEL_FILES) files.push({ absoluteSrc: resolve('models', name), relativeDest: `models/${name}` });
    },
  },
  manifest: ({ browser, manifestVersion, command }) => ({
    name: 'Breakwater',
    description: 'Spots possible advertisements for migrant smuggling in public posts, on this machine, for a person to decide.',
    permissions: ['storage', 'unlimitedStorage', 'alarms', 'scripting', ...(browser === 'firefox' ? [] : ['offscreen'])],
    ...(manifestVersion === 3 ? { optional_host_permissions: hosts } : { optional_permissions: hosts }),
    incognito: 'not_allowed',
    options_ui: { page: 'settings.html', open_in_tab: true },
    // While one edits, WXT's own policy lets its reload channel through.
    ...(command === 'build' ? { content_security_policy: { extension_pages: csp } } : {}),
    ...(browser === 'firefox'
      ? {
          browser_specific_settings: {
            gecko: {
              id: 'breakwater@example.org',
              strict_min_version: '140.0',
              data_collection_permissions: { required: ['none'] },
            },
          },
        }
      : { minimum_chrome_version: '122', externally_connectable: { ids: [] } }),
  }),
  vite: () => ({
    plugins: [preact()],
    resolve: { conditions: ['onnxruntime-web-use-extern-wasm', 'module', 'browser', 'production'] },
    build: { target: 'es2022', assetsInlineLimit: 0 },
  }),
});
