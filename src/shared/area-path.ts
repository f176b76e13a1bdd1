/**
 * Area paths: `/3204/` city, `/3204/320412/` district, `/3204/320412/320412100/` town,
 * `/3204/320412/320412100/320412100201/` village; a clinic hangs below the area that runs it:
 * `/3204/320412/320412100/~k7f3/`. Reach is a prefix; `/` reaches everything (docs/architecture.md "People and walls").
 */

export const AREA_TIERS = ["city", "district", "town", "village"] as const;
export type AreaTier = (typeof AREA_TIERS)[number];
export type PathTier = AreaTier | "clinic";

/** The whole system's reach. */
export const EVERYWHERE = "/";

/** A path that does not have the form above. */
export class AreaPathError extends Error {
  readonly path: string;
  constructor(path: string, reason: string) {
    super(`area path "${path}": ${reason}`);
    this.name = "AreaPathError";
    this.path = path;
  }
}

const AREA_CODE = /^[0-9A-Z]{2,16}$/;
const CLINIC_CODE = /^[a-z0-9]{3,16}$/;

function partsOf(path: string): string[] {
  if (!path.startsWith("/")) throw new AreaPathError(path, "must start with /");
  if (!path.endsWith("/")) throw new AreaPathError(path, "must end with /");
  if (path === EVERYWHERE) return [];
  const parts = path.slice(1, -1).split("/");
  const areas = parts.at(-1)?.startsWith("~") ? parts.slice(0, -1) : parts;
  if (areas.length === 0) throw new AreaPathError(path, "a clinic needs an area above it");
  if (areas.length > AREA_TIERS.length) throw new AreaPathError(path, "has more than four areas");
  for (const code of areas) if (!AREA_CODE.test(code)) throw new AreaPathError(path, `"${code}" is not an area code`);
  if (areas.length < parts.length && !CLINIC_CODE.test(parts.at(-1)!.slice(1)))
    throw new AreaPathError(path, `"${parts.at(-1)}" is not a clinic code`);
  return parts;
}

/** The same path, or {@link AreaPathError}. `/` is valid as a reach. */
export function areaPathOf(text: string): string {
  partsOf(text);
  return text;
}

/** True for a well-formed area or clinic path, or `/`. */
export function isAreaPath(text: string): boolean {
  try {
    partsOf(text);
    return true;
  } catch {
    return false;
  }
}

/** Whether `path` lies at or below `reach`. Throws {@link AreaPathError} when either is malformed. */
export function isWithin(path: string, reach: string): boolean {
  partsOf(path);
  partsOf(reach);
  return path.startsWith(reach);
}

/** The path one level up; of a city `/`; of `/` undefined. */
export function parentPath(path: string): string | undefined {
  const parts = partsOf(path);
  if (parts.length === 0) return undefined;
  return parts.length === 1 ? EVERYWHERE : `/${parts.slice(0, -1).join("/")}/`;
}

/** Tier by depth; `clinic` for a clinic's own path. Throws {@link AreaPathError}, also for `/`, which has no tier. */
export function tierOf(path: string): PathTier {
  const parts = partsOf(path);
  if (parts.length === 0) throw new AreaPathError(path, "has no tier");
  return parts.at(-1)!.startsWith("~") ? "clinic" : AREA_TIERS[parts.length - 1]!;
}

/** A child area's path. Throws {@link AreaPathError} below a clinic, a village or for a malformed code. */
export function childPath(path: string, code: string): string {
  return areaPathOf(`${path}${code}/`);
}

/** Path of a clinic with `code` (lower-case letters and digits) run by the area at `areaPath`. */
export function clinicPath(areaPath: string, code: string): string {
  if (tierOf(areaPath) === "clinic") throw new AreaPathError(areaPath, "is a clinic already");
  return areaPathOf(`${areaPath}~${code}/`);
}

/** The code in the last part of a path: area code, or clinic code without `~`. */
export function codeOf(path: string): string {
  const last = partsOf(path).at(-1);
  if (last === undefined) throw new AreaPathError(path, "has no code");
  return last.replace(/^~/, "");
}

/** The path of the area that runs a clinic, or of the area itself. */
export function areaOf(path: string): string {
  return tierOf(path) === "clinic" ? parentPath(path)! : path;
}
