import { client } from "../../../ui/api.ts";
import type { SearchItem } from "../../../ui/console/routes.ts";
import { mattersContract } from "../contract.ts";
import { stateLabels } from "../labels.ts";

const api = client(mattersContract);

/** Matters by number, name, last four digits of a phone, or words that were said. */
export async function findMatters(q: string): Promise<SearchItem[]> {
  if (q.length < 2) return [];
  const { items } = await api.list({ q, size: 6 });
  return items.map((row) => ({
    key: row.id,
    title: [row.categoryLabel ?? "还没分类", row.residentName ?? "未留姓名"].join(" · "),
    note: [row.number, stateLabels[row.state], row.clinicName].join(" · "),
    href: `/matters/${row.id}`,
  }));
}
