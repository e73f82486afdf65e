import react from '@vitejs/plugin-react';
import { defineConfig, loadEnv, type Plugin } from 'vite';
import { pagePolicy } from './page-policy.ts';

/** Only in the build: the development server injects inline scripts. */
const contentSecurityPolicy = (policy: string): Plugin => ({
  name: 'content-security-policy',
  apply: 'build',
  transformIndexHtml: () => [
    {
      tag: 'meta',
      attrs: { 'http-equiv': 'Content-Security-Policy', content: policy },
      injectTo: 'head-prepend',
    },
  ],
});

/** The development server forwards requests for the API, the files and sign-in to a running `npm start`. */
const server = 'http://127.0.0.1:4000';

export default defineConfig(({ mode }) => {
  const { VITE_API_URL: api = '', VITE_FILES_URL: files = '' } = loadEnv(mode, import.meta.dirname);
  return {
    plugins: [react(), contentSecurityPolicy(pagePolicy({ api: api || null, files: files || null }))],
    build: { outDir: 'dist', emptyOutDir: true, target: 'es2023' },
    server: { proxy: { '/api': server, '/local': server, '/s3': server } },
  };
});
