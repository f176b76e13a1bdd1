import type { Lexicon } from "../types.ts";
import { ADMIN, CRIMINAL, PROCEDURE, TORT, TRAFFIC } from "./harm.ts";
import { BUSINESS, CONSUMER, CONTRACT, DEBT } from "./money.ts";
import { FAMILY, INHERIT, LABOUR, NOT_LEGAL, PAPERS } from "./people.ts";
import { EXPROPRIATION, HOUSING, LAND, NEIGHBOUR } from "./place.ts";

/**
 * The reviewed word list. Our own words, written for this project; no forum or corpus was copied.
 * A change needs a new version and the owner's review.
 */
export const LEXICON: Lexicon = {
  version: "2026.1",
  legalOwner: "待审：市局公共法律服务管理处",
  categories: [
    FAMILY,
    INHERIT,
    LABOUR,
    DEBT,
    CONTRACT,
    HOUSING,
    LAND,
    EXPROPRIATION,
    TRAFFIC,
    TORT,
    CONSUMER,
    NEIGHBOUR,
    CRIMINAL,
    ADMIN,
    PROCEDURE,
    PAPERS,
    BUSINESS,
    NOT_LEGAL,
  ],
};
