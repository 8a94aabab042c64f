// Photographs a report: wide and phone, light and dark, whole page, and the printed page as PDF. Also fails if the page
// writes an error, asks for anything over a network, or scrolls sideways.
//
//     node screenshots.mjs REPORT.html FOLDER        CHROMIUM=/path/to/chromium if it isn't /usr/bin/chromium
import { mkdirSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const [report, folder] = process.argv.slice(2);
if (!report || !folder) {
  console.error("usage: node screenshots.mjs REPORT.html FOLDER");
  process.exit(2);
}
mkdirSync(folder, { recursive: true });

const VIEWS = [
  { name: "wide", viewport: { width: 1320, height: 900 }, deviceScaleFactor: 1 },
  { name: "phone", viewport: { width: 360, height: 780 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true },
];

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
const faults = [];
for (const { name, ...view } of VIEWS) {
  for (const colorScheme of ["light", "dark"]) {
    const context = await browser.newContext({ ...view, colorScheme });
    const page = await context.newPage();
    page.on("pageerror", (error) => faults.push(`${name} ${colorScheme}: ${error.message}`));
    page.on("console", (message) => message.type() === "error" && faults.push(`${name} ${colorScheme}: ${message.text()}`));
    page.on("request", (request) => /^(file|data|blob):/.test(request.url()) || faults.push(`asks for ${request.url()}`));
    await page.goto(pathToFileURL(resolve(report)).href);
    await page.waitForTimeout(900);
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (over > 0) faults.push(`${name} ${colorScheme}: the page is ${over} px wider than its window`);
    await page.screenshot({ path: `${folder}/${name}-${colorScheme}.png`, fullPage: true });
    if (name === "wide" && colorScheme === "light") await page.pdf({ path: `${folder}/print.pdf`, format: "A4" });
    await context.close();
  }
}
await browser.close();
for (const fault of new Set(faults)) console.error(fault);
process.exit(faults.length > 0 ? 1 : 0);
