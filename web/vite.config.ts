import { defineConfig, type Plugin } from "vite";
import { viteSingleFile } from "vite-plugin-singlefile";

/** The built page may run its own script and style and load nothing at all; the development server needs more. */
function offline(): Plugin {
  const content = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";
  return {
    name: "offline",
    apply: "build",
    transformIndexHtml: () => [{ tag: "meta", attrs: { "http-equiv": "Content-Security-Policy", content }, injectTo: "head-prepend" }],
  };
}

// One offline file: every style and script is inlined, so the page opens from a disk or a mail attachment.
export default defineConfig({
  base: "./",
  plugins: [offline(), viteSingleFile()],
  server: { open: "/report.html" },
  build: {
    target: "es2022",
    modulePreload: false,
    rollupOptions: { input: "report.html" },
    reportCompressedSize: false,
  },
});
