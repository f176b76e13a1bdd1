import { client } from "../../../ui/api.ts";
import type { SearchItem } from "../../../ui/console/routes.ts";
import { residentsContract } from "../contract.ts";
import { groupText, residentTitle } from "./panels.tsx";

const api = client(residentsContract);

/** People by name, two characters of it, a phone or its last four digits. */
export async function findResidents(q: string): Promise<SearchItem[]> {
  if (q.length < 2) return [];
  const { items } = await api.search({ q, size: 5 });
  return items.map((one) => ({
    key: one.id,
    title: residentTitle(one),
    note: [one.phone, groupText(one.groups)].filter(Boolean).join(" · ") || undefined,
    href: `/residents/${one.id}`,
  }));
}
