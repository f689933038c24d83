// words.mjs FILE... : the text of each page of PDF files as pdf.js reads it.
// Prints one JSON object: {"file": ["page 1", ...], ...}
import fs from 'node:fs';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

const read = {};
for (const file of process.argv.slice(2)) {
  const data = new Uint8Array(fs.readFileSync(file));
  const pdf = await getDocument({ data, verbosity: 0 }).promise;
  read[file] = [];
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const { items } = await (await pdf.getPage(number)).getTextContent();
    read[file].push(items.map(({ str, hasEOL }) => str + (hasEOL ? '\n' : '')).join(''));
  }
}
console.log(JSON.stringify(read));
