import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/** What the built page may load. `https:` covers S3's presigned URLs, and remote images that a reader asks for. */
const policy = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob: https:",
  "connect-src 'self' https: http://localhost:* http://127.0.0.1:*",
  "frame-src 'self' blob:",
  // A PDF in a frame takes over this policy, and Chrome's viewer for it is an object.
  "object-src 'self' blob:",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** Only in the build: the development server injects inline scripts. */
const contentSecurityPolicy: Plugin = {
  name: 'content-security-policy',
  apply: 'build',
  transformIndexHtml: () => [
    {
      tag: 'meta',
      attrs: { 'http-equiv': 'Content-Security-Policy', content: policy },
      injectTo: 'head-prepend',
    },
  ],
};

/** The development server sends what is not the page's own to a running `npm start`. */
const server = 'http://127.0.0.1:4000';

export default defineConfig({
  plugins: [react(), contentSecurityPolicy],
  build: { outDir: 'dist', emptyOutDir: true, target: 'es2023' },
  server: { proxy: { '/api': server, '/local': server, '/s3': server } },
});
