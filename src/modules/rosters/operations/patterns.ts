import { operation } from "../../../platform/operation.ts";
import { found } from "../../../platform/reach.ts";
import { done } from "../../../shared/contract.ts";
import { notFound, refusal } from "../../../shared/refusal.ts";
import { rostersContract } from "../contract.ts";
import { needActive, plannedClinic } from "../plan.ts";
import { publishPatterns } from "../publish.ts";
import { publishRefusal } from "../rules.ts";
import { endPattern as endRow, insertPatterns, listPatterns } from "../store-patterns.ts";

/** A session that comes back every week, or every n-th weekday of the month. Nothing is published by it yet. */
export const savePattern = operation(rostersContract.savePattern, async (ctx, input) => {
  const clinic = await plannedClinic(ctx, input.clinicId);
  const endsBefore = input.validTo !== null && input.validTo < input.validFrom;
  if (input.ends <= input.starts || endsBefore) throw refusal("TIMES_WRONG");
  await needActive(ctx, input.practitionerIds);
  const [id] = await insertPatterns(ctx, [{ ...input, unitPath: clinic.path }]);
  const { items } = await listPatterns(ctx, { id });
  const { unitPath: _unitPath, ...pattern } = found(items[0]);
  return pattern;
});

/** Ends a pattern after its last day. What is published stays until somebody cancels it. */
export const endPattern = operation(rostersContract.endPattern, async (ctx, { id, validTo }) => {
  if (!(await endRow(ctx, id, validTo))) throw notFound();
  return done;
});

/** Publishes what the patterns of the caller's clinics give between two dates (SLA-30). Doing it again adds nothing. */
export const publishFromPatterns = operation(rostersContract.publishFromPatterns, async (ctx, input) => {
  const wrong = publishRefusal(input.from, input.to);
  if (wrong) throw refusal(wrong);
  if (input.clinicId) await plannedClinic(ctx, input.clinicId);
  return await publishPatterns(ctx, input);
});
