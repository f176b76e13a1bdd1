import { z } from "zod";
import { endpoint, line, listOf, prose } from "../../shared/contract.ts";

export const TriageAnswer = z.object({
  /** Headline like 这像是拖欠工资的事; empty when it abstains. */
  title: z.string(),
  categories: z.array(
    z.object({ code: z.string(), label: z.string(), score: z.number(), evidence: z.array(z.string()) }),
  ),
  flags: z.array(z.object({ code: z.string(), evidence: z.array(z.string()) })),
  serviceLines: z.array(z.object({ code: z.string(), label: z.string(), reason: z.string() })),
  limitations: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      text: z.string(),
      law: z.string(),
      evidence: z.string().nullable(),
      lastDay: z.string().nullable(),
    }),
  ),
  bring: z.array(z.string()),
  ask: z
    .object({
      code: z.string(),
      question: z.string(),
      options: z.array(z.object({ value: z.string(), label: z.string(), addsText: z.string() })),
    })
    .optional(),
  abstain: z.boolean(),
  disclaimer: z.string(),
});
export type TriageAnswer = z.infer<typeof TriageAnswer>;

export const Category = z.object({ code: z.string(), label: z.string(), definition: z.string() });

export const triageContract = {
  ask: endpoint({
    method: "POST",
    path: "/triage",
    summary: "网络分诊：可能是什么事、该找谁",
    permission: "triage:ask",
    input: z.strictObject({ text: prose(20_000, 1), groups: z.array(line(20)).max(9).optional() }),
    output: TriageAnswer,
  }),
  listCategories: endpoint({
    method: "GET",
    path: "/categories",
    summary: "事项类别",
    permission: "triage:ask",
    input: z.strictObject({}),
    output: listOf(Category),
  }),
};
