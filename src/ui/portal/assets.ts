// The two files every portal page links. The hash names their content, so they may be cached for ever.
import { portalScript } from "./script.ts";
import { portalCss } from "./styles.ts";

export type PortalAssets = Readonly<{ css: string; js: string; hash: string }>;

/** FNV-1a, twice with different seeds: enough to tell two releases apart, and it runs anywhere. */
export function contentHash(text: string): string {
  const fold = (seed: number) => {
    let hash = seed;
    for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
    return (hash >>> 0).toString(36).padStart(7, "0");
  };
  return fold(0x811c9dc5) + fold(0x2f0b4a17);
}

let made: PortalAssets | undefined;

/** Content of `/assets/portal.css` and `/assets/portal.js`; pages link them with `?v=hash`. */
export function portalAssets(): PortalAssets {
  if (!made) {
    const css = portalCss();
    made = { css, js: portalScript, hash: contentHash(css + portalScript) };
  }
  return made;
}
