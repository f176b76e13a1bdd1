import { client } from "../../../ui/api.ts";
import { dashboardsContract } from "../contract.ts";

/** Everything that waits for the person at the keyboard: beside 今日 in the navigation. */
export async function countWork(): Promise<number> {
  const { total } = await client(dashboardsContract).worklist({ size: 1 });
  return total;
}
