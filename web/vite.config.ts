import { existsSync, readFileSync } from "node:fs";
import { defineConfig, type Plugin } from "vite";
import { viteSingleFile } from "vite-plugin-singlefile";

/** The built page may run its own script and style and load nothing at all; the development server needs more. */
const POLICY = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

/** The licences of the packages that end up in the page: they ask to travel with every copy. */
function licences(packages: Iterable<string>): string {
  const notices = [...packages].sort().map((name) => {
    const folder = `node_modules/${name}`;
    const file = ["LICENSE", "LICENSE.md", "LICENSE.txt"].map((one) => `${folder}/${one}`).find((one) => existsSync(one));
    const { version, license } = JSON.parse(readFileSync(`${folder}/package.json`, "utf8")) as { version: string; license: string };
    return `${name} ${version} (${license})\n${file ? readFileSync(file, "utf8").trim() : ""}`;
  });
  return `This page contains:\n\n${notices.join("\n\n")}`.replaceAll("--", "- -").replaceAll(">", "&gt;");
}

/** Writes the policy and the licences into the finished page. */
function finish(): Plugin {
  const packages = new Set<string>();
  return {
    name: "finish",
    apply: "build",
    enforce: "post",
    generateBundle(_options, bundle) {
      const page = bundle["report.html"];
      if (page?.type !== "asset") throw new Error("the build has no report.html");
      page.source = String(page.source)
        .replace("<head>", () => `<head>\n    <meta http-equiv="Content-Security-Policy" content="${POLICY}" />`)
        .replace("</head>", () => `<!--\n${licences(packages)}\n-->\n  </head>`);
    },
    renderChunk(_code, chunk) {
      for (const [id, module] of Object.entries(chunk.modules)) {
        const name = /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(id)?.[1];
        if (name && module.renderedLength > 0) packages.add(name);
      }
      return null;
    },
  };
}

// One offline file: every style and script is inlined, so the page opens from a disk or a mail attachment.
export default defineConfig({
  base: "./",
  plugins: [viteSingleFile(), finish()],
  // An address, not a name: a bare system may not resolve "localhost", and then even the tests would not start.
  server: { host: "127.0.0.1", open: "/report.html" },
  build: {
    target: "es2022",
    modulePreload: false,
    rollupOptions: { input: "report.html" },
    reportCompressedSize: false,
  },
});
