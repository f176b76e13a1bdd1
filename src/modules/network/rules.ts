import type { AreaTier } from "../../shared/area-path.ts";
import type { Area, ClinicAccess, Pack } from "../../shared/pack.ts";

const accessLabels: Record<Exclude<keyof ClinicAccess, "dialects">, string> = {
  ramp: "门口有坡道",
  lift: "有电梯",
  accessibleToilet: "有无障碍卫生间",
  signLanguage: "可约手语",
  hearingLoop: "有助听设备",
};

/** What a clinic's page says about getting in and being heard, in the order in which it helps. */
export function accessWords(access: ClinicAccess): string[] {
  return (Object.keys(accessLabels) as (keyof typeof accessLabels)[])
    .filter((fact) => access[fact])
    .map((fact) => accessLabels[fact]);
}

const ordinals = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];

/** Names of the first rooms of a clinic in which `seats` people serve side by side (1–10). */
export function roomsFor(seats: number): string[] {
  return ordinals.slice(0, Math.max(1, seats)).map((ordinal) => `${ordinal}号咨询室`);
}

const indexes = new WeakMap<readonly Area[], Map<string, Area>>();

/** An area by short code, else by official code. */
export function areaByAnyCode(pack: Pack, code: string): Area | undefined {
  const found = pack.findArea(code);
  if (found) return found;
  let index = indexes.get(pack.areas);
  if (!index) {
    index = new Map();
    for (const area of pack.areas)
      if (area.officialCode !== "" && !index.has(area.officialCode)) index.set(area.officialCode, area);
    indexes.set(pack.areas, index);
  }
  return index.get(code);
}

/** Short names from the city down to the area of a path, a clinic's own part left out. Unknown parts are left out. */
export function placeNames(pack: Pack, path: string): string[] {
  const names: string[] = [];
  let walked = "/";
  for (const part of path.split("/").filter((one) => one !== "" && !one.startsWith("~"))) {
    walked += `${part}/`;
    const area = pack.findAreaByPath(walked);
    if (area) names.push(area.shortName);
  }
  return names;
}

/** Areas that fit a question, in the pack's order (towns come before villages there). */
export function searchAreas(pack: Pack, question: { parent?: string; tier?: AreaTier; q?: string }): Area[] {
  const parent = question.parent === undefined ? undefined : areaByAnyCode(pack, question.parent);
  if (question.parent !== undefined && !parent) return [];
  // With a tier the whole tree below the parent is meant (all villages of a district), without one its children.
  const below =
    parent &&
    (question.tier
      ? pack.areas.filter((area) => area.path.startsWith(parent.path) && area !== parent)
      : pack.areasBelow(parent.code));
  return (below ?? pack.areas).filter(
    (area) =>
      (question.tier === undefined || area.tier === question.tier) &&
      (question.q === undefined || area.name.includes(question.q) || area.shortName.includes(question.q)),
  );
}

type ClinicState = "planned" | "running" | "paused" | "closed";

/** A paused clinic says why, so that nobody comes in vain; the reason goes when it opens again. */
export function pauseRefusal(
  clinic: { state: ClinicState; pauseReason: string | null },
  change: { state?: ClinicState; pauseReason?: string | null },
): "PAUSE_NEEDS_REASON" | undefined {
  const state = change.state ?? clinic.state;
  const reason = change.pauseReason === undefined ? clinic.pauseReason : change.pauseReason;
  return state === "paused" && !reason ? "PAUSE_NEEDS_REASON" : undefined;
}

/** The moves of a clinic's page for somebody who manages it. */
export function clinicMovesFor(state: ClinicState, manages: boolean): ("change" | "pause" | "reopen" | "close")[] {
  if (!manages) return [];
  if (state === "running") return ["change", "pause", "close"];
  if (state === "paused") return ["change", "reopen", "close"];
  return ["change", "reopen"];
}
