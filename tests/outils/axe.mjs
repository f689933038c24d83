// axe.mjs FILE... : what axe finds in pages, and what scrolls sideways, at two widths.
// Prints one JSON object: {"file": ["1280 px: rule: element", ...], ...}
import fs from 'node:fs';
import { pathToFileURL } from 'node:url';
import puppeteer from 'puppeteer-core';

const axe = fs.readFileSync(new URL('./node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');
const browser = await puppeteer.launch({
  executablePath: process.env.CHROMIUM,
  args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
});
const found = {};
for (const file of process.argv.slice(2)) {
  const page = await browser.newPage();
  await page.goto(pathToFileURL(file).href);
  await page.evaluate(axe);
  found[file] = [];
  for (const width of [1280, 375]) {
    await page.setViewport({ width, height: 900 });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (wide > 0) found[file].push(`${width} px: scrolls sideways by ${wide} px`);
    // A dossier is its pieces: what is wide is asked of it, what is narrow of each of them.
    if (width > 375 && !/dossier/.test(file)) continue;
    const { violations } = await page.evaluate(() => axe.run(document, { resultTypes: ['violations'] }));
    for (const { id, nodes } of violations) {
      found[file].push(`${width} px: ${id}: ${nodes[0].html.slice(0, 200)}`);
    }
  }
  await page.close();
}
await browser.close();
console.log(JSON.stringify(found));
