import type { Area, Pack, PackClinic } from "../../shared/pack.ts";
import type { Profession } from "./contract.ts";
import { isPublicServant, licenceOf } from "./rules.ts";

/** Somebody invented, with the areas (by code) whose clinics he serves. */
export interface InventedPerson {
  code: string;
  unitPath: string;
  name: string;
  profession: Profession;
  licenceKind: ReturnType<typeof licenceOf>;
  licenceNo: string | null;
  employer: string;
  publicServant: boolean;
  goodAt: string[];
  languages: string[];
  serves: string[];
}

const lawyers = (count: number): Profession[] => Array.from({ length: count }, () => "lawyer");

/** Who stands at a clinic of each tier: the mix of the notice's teams, mostly lawyers. */
const TEAMS = {
  city: [
    ...lawyers(9),
    "legalAidLawyer",
    "legalAidLawyer",
    "notary",
    "notary",
    "mediator",
    "mediator",
    "judge",
    "prosecutor",
    "police",
    "justiceStaff",
    "justiceStaff",
  ],
  district: [...lawyers(5), "legalAidLawyer", "notary", "mediator", "judge", "prosecutor", "police", "justiceStaff"],
  town: ["lawyer", "grassrootsLegalWorker", "mediator", "lawyer"],
} satisfies Record<string, Profession[]>;

/** Villages that share one adviser; the real ratio is 1:1 in urban districts and 1:3 in the two outer ones. */
const VILLAGES_PER_ADVISER = 2;

/**
 * Plainly invented people for a demonstration: the same for the same pack and seed. Every clinic is served by somebody;
 * names are made of the pack's parts, firms and licence numbers say that they are for demonstration.
 */
export function inventPeople(pack: Pack, seed: number): InventedPerson[] {
  const random = randomFrom(seed);
  const names = namesOf(pack, random);
  const goodAt = pack.categories.filter((row) => row.code !== "NOT_LEGAL").map((row) => row.label);
  const people: InventedPerson[] = [];
  const add = (prefix: string, turn: number, home: Area, profession: Profession, clinics: readonly PackClinic[]) => {
    const entry = pack.practitioners.professions.find((row) => row.code === profession);
    const licenceKind = licenceOf(profession);
    const number = people.length + 1;
    const first = Math.floor(random() * goodAt.length);
    people.push({
      code: `DEMO-${prefix}${home.code}-${String(turn + 1).padStart(2, "0")}`,
      unitPath: home.path,
      name: names[people.length % names.length] ?? "",
      profession,
      licenceKind,
      licenceNo: licenceKind === "none" ? null : `演示${String(number).padStart(6, "0")}`,
      employer: employerOf(pack, entry?.employer ?? null, profession, home, random),
      publicServant: isPublicServant(profession, entry?.publicServant ?? false),
      goodAt:
        goodAt.length === 0
          ? []
          : [...new Set([goodAt[first], goodAt[(first + 5) % goodAt.length]])].filter((label) => label !== undefined),
      languages: [...(clinics[0]?.access.dialects ?? ["普通话"])],
      serves: clinics.map((clinic) => clinic.areaCode),
    });
  };
  const villages = new Map<string, PackClinic[]>();
  for (const clinic of pack.clinics) {
    const area = pack.area(clinic.areaCode);
    if (clinic.tier === "village") {
      const town = area.parent ?? area.code;
      villages.set(town, [...(villages.get(town) ?? []), clinic]);
      continue;
    }
    const team = clinic.tier === "town" && random() < 0.5 ? TEAMS.town.slice(0, 3) : TEAMS[clinic.tier];
    for (const [turn, code] of team.entries())
      add(clinic.tier.slice(0, 1).toUpperCase(), turn, area, clinic.staff.includes(code) ? code : "lawyer", [clinic]);
  }
  for (const [town, clinics] of villages)
    for (let turn = 0; turn * VILLAGES_PER_ADVISER < clinics.length; turn += 1) {
      const own = clinics.slice(turn * VILLAGES_PER_ADVISER, (turn + 1) * VILLAGES_PER_ADVISER);
      add("V", turn, pack.area(town), random() < 0.7 ? "lawyer" : "grassrootsLegalWorker", own);
    }
  return people;
}

/** Every surname with every given name, shuffled. */
function namesOf(pack: Pack, random: () => number): string[] {
  const { surnames, givenNames } = pack.practitioners;
  const names = surnames.flatMap((surname) => givenNames.map((given) => `${surname}${given}`));
  for (let last = names.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    [names[last], names[other]] = [names[other] ?? "", names[last] ?? ""];
  }
  return names;
}

function employerOf(pack: Pack, kind: string | null, profession: Profession, home: Area, random: () => number): string {
  const { firmKinds, firmNames } = pack.practitioners;
  const label = firmKinds.find((row) => row.code === kind)?.label;
  if (label) return label.replace("{name}", firmNames[Math.floor(random() * firmNames.length)] ?? "");
  const offices: Partial<Record<Profession, string>> = {
    judge: "人民法院",
    prosecutor: "人民检察院",
    police: "公安局",
    mediator: "人民调解委员会",
    legalAidLawyer: "法律援助中心",
    justiceStaff: home.tier === "town" ? "司法所" : "司法局",
  };
  return `${home.shortName}${offices[profession] ?? ""}（演示）`;
}

/** Mulberry32: a small generator, equal everywhere for one seed. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let value = Math.imul(state ^ (state >>> 15), state | 1);
    value ^= value + Math.imul(value ^ (value >>> 7), value | 61);
    return ((value ^ (value >>> 14)) >>> 0) / 0x1_0000_0000;
  };
}
