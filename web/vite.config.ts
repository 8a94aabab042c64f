import { defineConfig } from "vite";
import { viteSingleFile } from "vite-plugin-singlefile";

// One offline file: every style and script is inlined, so the page opens from a disk or a mail attachment.
export default defineConfig({
  base: "./",
  plugins: [viteSingleFile()],
  server: { open: "/report.html" },
  build: {
    target: "es2022",
    modulePreload: false,
    rollupOptions: { input: "report.html" },
    reportCompressedSize: false,
  },
});
