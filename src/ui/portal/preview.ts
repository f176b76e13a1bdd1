// Renders the sample pages with CSS and script inlined: `npx tsx src/ui/portal/preview.ts` → /tmp/portal-preview/*.html
import { mkdirSync, writeFileSync } from "node:fs";
import { portalAssets } from "./assets.ts";
import { previewPages } from "./preview-pages.tsx";

const folder = "/tmp/portal-preview";
const { css, js } = portalAssets();

export async function previewHtml(name: keyof typeof previewPages, elder: boolean): Promise<string> {
  const html = String(await previewPages[name](elder));
  return html
    .replace(/<link rel="stylesheet"[^>]*>/, () => `<style>${css}</style>`)
    .replace(/<script src="\/assets[^>]*><\/script>/, "")
    .replace("</body>", () => (name === "board" ? "</body>" : `<script>${js}</script></body>`));
}

if (process.argv[1]?.endsWith("preview.ts")) {
  mkdirSync(folder, { recursive: true });
  for (const name of Object.keys(previewPages) as (keyof typeof previewPages)[]) {
    for (const elder of [false, true]) {
      writeFileSync(`${folder}/${name}${elder ? "-elder" : ""}.html`, await previewHtml(name, elder));
    }
  }
  console.log(`${folder}: ${Object.keys(previewPages).length} pages, normal and elder`);
}
