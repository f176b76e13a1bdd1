/** Shapes of a city pack's JSON files. Every object is strict: a misspelt field is an error, not a silence. */
import { z } from "zod";
import { AREA_TIERS } from "./area-path.ts";
import { isCivilDate, ZONE } from "./civil-time.ts";
import { AREA_KINDS, AREA_MARKS } from "./pack-areas.ts";
import { TIME_LIMIT_UNITS } from "./time-limit.ts";

const Code = z.string().regex(/^[A-Z][A-Z0-9_]*$/, "UPPER_SNAKE code expected");
/** Names that the program itself knows (forms, time types, professions) are camelCase, as in docs/glossary.md. */
const Name = z.string().regex(/^[a-z][A-Za-z0-9]*$/, "camelCase code expected");
const Text = z.string().min(1);
const Day = z.string().refine(isCivilDate, "civil date YYYY-MM-DD expected");
const Clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "HH:mm expected");
const ServiceNumber = z.string().regex(/^\d{3,6}$/, "a short public number expected");
const Share = z.number().min(0).max(1);

/** The seven service forms (N3.4d). */
export const SERVICE_FORMS = [
  "expertClinic",
  "lawyerSitIn",
  "eventClinic",
  "outcall",
  "onlineTriage",
  "homeRound",
  "jointConsultation",
] as const;
export type ServiceFormCode = (typeof SERVICE_FORMS)[number];
/** When a session takes place (N3.4c). */
export const TIME_TYPES = ["regular", "night", "weekend", "marketDay", "event"] as const;
export type TimeTypeCode = (typeof TIME_TYPES)[number];

/** `pack.json` */
export const PackIdentity = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  name: Text,
  shortName: Text,
  province: Text,
  /** True for a city that does not exist. */
  madeUp: z.boolean(),
  bureau: Text,
  product: Text,
  /** First letters of every matter number. */
  matterPrefix: z.string().regex(/^[A-Z]{2,4}$/),
  zone: z.literal(ZONE),
  /** Code of the area shown first. */
  defaultArea: Text,
  /** Telephone area code with its 0. */
  areaCode: z.string().regex(/^0\d{2,3}$/),
  hotline: z.strictObject({ number: ServiceNumber, name: Text, free: z.boolean() }),
  emergency: z.array(z.strictObject({ number: ServiceNumber, name: Text, when: Text })).min(1),
  /** The city's own days off and working days, over the national calendar. */
  localDays: z.strictObject({ holidays: z.array(Day), workdays: z.array(Day) }),
});
export type PackIdentity = z.infer<typeof PackIdentity>;

const Limit = z.strictObject({ amount: z.number().int().min(0), unit: z.enum(TIME_LIMIT_UNITS) });

/** One dated row of `service-levels.json` (SLA-01 … SLA-31). */
export const ServiceLevel = z.strictObject({
  code: z.string().regex(/^SLA-\d{2}$/),
  name: Text,
  /** The clock; null for a level that is a share or a count. */
  limit: Limit.nullable(),
  pausable: z.boolean(),
  /** Further clocks of the same level by key: SLA-10 `opinion`, SLA-17 `payment`. */
  parts: z.record(z.string(), Limit.extend({ name: Text })),
  /** Shares and counts by key. */
  targets: z.record(
    z.string(),
    z.strictObject({
      name: Text,
      measure: z.enum(["percent", "perMonth", "hoursPerMonth", "perQuarter", "dayOfMonth"]),
      atLeast: z.number().min(0).optional(),
      atMost: z.number().min(0).optional(),
    }),
  ),
  basis: z.strictObject({ status: z.enum(["SOURCED", "PROPOSED"]), source: Text, note: Text.optional() }),
  validFrom: Day,
  /** First day on which the row no longer holds. */
  validTo: Day.optional(),
});
export type ServiceLevel = z.infer<typeof ServiceLevel>;

/** One row of `categories.json`. `share` is the percentage for demo data. */
export const MatterCategory = z.strictObject({
  code: Code,
  label: Text,
  nature: z.enum(["CIVIL", "CRIMINAL", "ADMINISTRATIVE", "OTHER"]),
  share: z.number().min(0).max(100),
  definition: Text,
  examples: z.array(Text).min(1),
});
export type MatterCategory = z.infer<typeof MatterCategory>;

/** One row of `service-lines.json`. `handOver`: the clinic only advises and hands over. */
export const ServiceLine = z.strictObject({
  code: Code,
  label: Text,
  definition: Text,
  free: z.boolean(),
  handOver: z.boolean(),
});
export type ServiceLine = z.infer<typeof ServiceLine>;

/** `forms.json` */
export const Forms = z.strictObject({
  forms: z.array(
    z.strictObject({
      code: z.enum(SERVICE_FORMS),
      label: Text,
      definition: Text,
      bookable: z.boolean(),
      walkIn: z.boolean(),
      clause: Text,
    }),
  ),
  timeTypes: z.array(z.strictObject({ code: z.enum(TIME_TYPES), label: Text, offHours: z.boolean() })),
  carriers: z.array(z.strictObject({ code: Code, label: Text })),
});
export type Forms = z.infer<typeof Forms>;

/** `texts.json` */
export const Texts = z.strictObject({
  privacyNotice: z.strictObject({ version: Text, title: Text, paragraphs: z.array(Text).min(1) }),
  freeOfCharge: Text,
  notLegalOpinion: Text,
  bringAlways: z.array(Text),
  /** By category code. */
  bring: z.record(Code, z.array(Text)),
  danger: z.array(
    z.strictObject({ code: Code, title: Text, text: z.array(Text).min(1), numbers: z.array(ServiceNumber).min(1) }),
  ),
  /** Sentences with `{placeholders}`. */
  closing: z.record(Code, Text),
});
export type Texts = z.infer<typeof Texts>;
export type DangerPage = Texts["danger"][number];

/** `practitioners.json`: who may serve, and material for invented people of the demonstration. */
export const PractitionerData = z.strictObject({
  note: Text,
  surnames: z.array(Text).min(1),
  givenNames: z.array(Text).min(1),
  firmNames: z.array(Text).min(1),
  firmKinds: z.array(z.strictObject({ code: Code, label: z.string().includes("{name}") })),
  professions: z.array(
    z.strictObject({
      code: Name,
      label: Text,
      licence: Text.nullable(),
      /** Code of a firm kind, null for public bodies and volunteers. */
      employer: Code.nullable(),
      /** Paid from public funds already: no subsidy (default for the person's own flag). */
      publicServant: z.boolean(),
      /** What the profession keeps to at a clinic; empty without limits. */
      scope: z.string(),
    }),
  ),
});
export type PractitionerData = z.infer<typeof PractitionerData>;

/** One rule for sessions of a tier in `clinics.json`. */
export const SessionRule = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  form: z.enum(SERVICE_FORMS),
  /** People who serve side by side. */
  seats: z.number().int().min(1),
  slots: z
    .array(z.strictObject({ weekdays: z.array(z.number().int().min(1).max(7)).min(1), start: Clock, end: Clock }))
    .min(1),
  /** How many of the slots each clinic gets, spread evenly over its neighbours; absent: all of them. */
  take: z.number().int().min(1).optional(),
  /** Which weekdays of the month, 1 the first; with `take` one of them, without all. Absent: every week. */
  weeks: z.array(z.number().int().min(1).max(4)).min(1).optional(),
  /** Part of the clinics that have this rule at all. */
  share: Share.optional(),
  kinds: z.array(z.enum(AREA_KINDS)).min(1).optional(),
  /** Absent: NIGHT from 18:00, WEEKEND on Saturday and Sunday, else REGULAR. */
  timeType: z.enum(TIME_TYPES).optional(),
});
export type SessionRule = z.infer<typeof SessionRule>;

/** Ways in, as the share of a tier's clinics that have each. */
export const ACCESS_FACTS = ["ramp", "lift", "accessibleToilet", "signLanguage", "hearingLoop"] as const;

const TierRule = z.strictObject({
  name: Text,
  host: Text,
  address: Text,
  lines: z.array(Code).min(1),
  staff: z.array(Name).min(1),
  access: z.strictObject({
    ramp: Share,
    lift: Share,
    accessibleToilet: Share,
    signLanguage: Share,
    hearingLoop: Share,
  }),
  sessions: z.array(SessionRule).min(1),
});

/** `clinics.json`: how the clinics follow from the areas. */
export const ClinicRules = z.strictObject({
  demoMark: Text,
  /** Areas with one of these marks have no clinic. */
  withoutClinic: z.array(z.enum(AREA_MARKS)),
  /** Start of the demonstration's telephone numbers; no landline in China begins with 0 after the area code. */
  phonePrefix: z.string().regex(/^0\d{2,3}-0000$/),
  dialects: z.strictObject({
    everywhere: z.array(Text),
    default: z.array(Text),
    byDistrict: z.record(z.string(), z.array(Text)),
    sometimes: z.array(z.strictObject({ dialect: Text, share: Share })),
  }),
  /** Minutes that one person takes, by form: what a session's capacity follows from. */
  minutesEach: z.record(z.enum(SERVICE_FORMS), z.number().int().min(5)),
  tiers: z.record(z.enum(AREA_TIERS), TierRule),
});
export type ClinicRules = z.infer<typeof ClinicRules>;
